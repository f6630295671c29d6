"""Members' browsers that hold a socket, come back by themselves, and notice every gap."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from stage.homes import PUBLIC
from stage.members import Community, Member
from stage.waiting import Violation, until

Frame = dict[str, Any]
_AGAIN = 0.3
_COUNTED = {"new_comment": 0, "comment_deleted": 0, "comment_restored": 0}


class Listener:
    """Keeps what one section looks like: read once, then moved on by what it is told."""

    def __init__(self, community: Community, member: Member, section: str) -> None:
        self.member = member
        self.topic = f"section:{section}"
        self.posts: dict[str, int] = {}
        """How many comments each post shows."""
        self.position: Frame | None = None
        self.heard = 0
        self.came_back = 0
        self.reread = 0
        self.closes: list[int] = []
        self.wrong: list[str] = []
        self.frames: list[Frame] = []
        self.connected = False
        self._community = community
        self._section = section
        self._seen: set[tuple[str, str]] = set()
        self._epoch = ""
        self._reading = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._stay())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def check(self) -> None:
        if self._task is not None and self._task.done():
            self._task.result()
        if self.wrong:
            raise Violation("no silent gap, no double", f"{self.member.name}: {self.wrong[0]}")

    async def _stay(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, WebSocketException, InvalidHandshake, httpx.TransportError):
                self.connected = False
            self.connected = False
            await asyncio.sleep(self._community.chance.uniform(_AGAIN / 3, _AGAIN))
            self.came_back += 1

    async def _listen(self) -> None:
        doors = self._community.doors()
        if not doors:
            return
        address = self._community.chance.choice(doors).replace("http", "ws", 1) + "/api/v1/ws"
        headers = {"Origin": PUBLIC, "Cookie": self.member.headers["Cookie"]}
        async with connect(
            address, additional_headers=headers, compression=None, open_timeout=10, close_timeout=1
        ) as socket:
            try:
                await self._follow(socket)
            finally:
                self.closes.append(socket.close_code or 1006)

    async def _follow(self, socket: ClientConnection) -> None:
        topics = {self.topic: self.position}
        await socket.send(json.dumps({"type": "subscribe", "id": 1, "data": {"topics": topics}}))
        async for message in socket:
            assert isinstance(message, str)
            for line in message.split("\n"):
                await self.take(json.loads(line))

    async def take(self, frame: Frame) -> None:
        match frame["type"]:
            case "reply":
                await self._stand(frame["data"][self.topic])
            case "resynced":
                await self._stand(frame["data"])
            case "error":
                # The house says that it cannot just now; it is asked again.
                raise OSError(frame["data"]["code"])
            case "hello":
                pass
            case _ if frame.get("topic") == self.topic and "offset" in frame:
                self._hear(frame)
            case _:
                pass

    async def _stand(self, reply: Frame) -> None:
        """Where the topic stands; whatever was missed has come before this, or has to be read."""
        if "code" in reply:
            raise OSError(reply["code"])
        here = {"epoch": reply["epoch"], "offset": reply["offset"]}
        if reply.get("recovered") and here != self.position:
            self.wrong.append(f"recovered to {here}, but what came ended at {self.position}")
        self.position = here
        self._epoch = reply["epoch"]
        if not reply.get("recovered"):
            self.posts = await self.read()
            self.reread += 1
        self.connected = True

    def _hear(self, frame: Frame) -> None:
        offset, event_id = frame["offset"], frame["event_id"]
        expected = None if self.position is None else self.position["offset"] + 1
        if expected is not None and offset != expected:
            self.wrong.append(f"{frame['type']} came as {offset} where {expected} was due")
        if (self._epoch, event_id) in self._seen:
            self.wrong.append(f"{frame['type']} {event_id} came twice")
        self._seen.add((self._epoch, event_id))
        self.position = {"epoch": self._epoch, "offset": offset}
        self.heard += 1
        self.frames.append(frame)
        data = frame["data"]
        if frame["type"] in ("new_post", "post_restored", "post_updated"):
            self.posts[data["post"]["id"]] = data["post"]["comment_count"]
        elif frame["type"] == "post_deleted":
            self.posts.pop(data["post_id"], None)
        elif frame["type"] in _COUNTED and data["post_id"] in self.posts:
            self.posts[data["post_id"]] = data["comment_count"]

    async def read(self) -> dict[str, int]:
        """The whole section, as this member reads it now."""
        found: dict[str, int] = {}
        cursor = ""
        while True:
            path = f"sections/{self._section}/feed?limit=100{cursor}"
            answer = await self._community.ask(self.member, "GET", path)
            if answer is None:
                raise OSError("the section could not be read")
            page = answer.json()
            found |= {post["id"]: post["comment_count"] for post in page["posts"]}
            if not page["meta"]["has_more"]:
                return found
            cursor = f"&cursor={page['meta']['cursor']}"


@asynccontextmanager
async def listening(
    community: Community, names: tuple[str, ...], section: str
) -> AsyncGenerator[list[Listener]]:
    """Some members with a socket each; the block begins when all of them hear."""
    everybody = [Listener(community, community.named(name), section) for name in names]
    for one in everybody:
        one.start()
    try:
        await until(lambda: all(one.connected for one in everybody), "everybody listening")
        yield everybody
    finally:
        for one in everybody:
            await one.stop()


async def check_converged(listeners: list[Listener], within: float = 30.0) -> None:
    """Each client comes to show what the house shows, and has seen neither gap nor double."""
    for listener in listeners:
        listener.check()
        fresh = await listener.read()

        def same(listener: Listener = listener, fresh: dict[str, int] = fresh) -> bool:
            return listener.connected and listener.posts == fresh

        try:
            await until(same, "the client's view", within=within)
        except Violation:
            differing = {
                post: (listener.posts.get(post), fresh.get(post))
                for post in {*listener.posts, *fresh}
                if listener.posts.get(post) != fresh.get(post)
            }
            post = next(iter(differing), "")
            told = [
                (one["type"], one["offset"], one["data"].get("comment_count"))
                for one in listener.frames
                if post in json.dumps(one["data"])
            ]
            raise Violation(
                "the client shows what the house shows",
                f"{listener.member.name} (connected: {listener.connected}) differs in "
                f"{len(differing)} posts, e.g. {post}: {differing.get(post)}, told {told[-8:]}",
            ) from None
        listener.check()
