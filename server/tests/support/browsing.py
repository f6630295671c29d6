"""People who use a running house over real connections."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from support.people import PASSWORD
from support.running import RunningHouse
from support.waiting import until

ADMINS = "site:admins"
Frame = dict[str, Any]


class Browser:
    """One browser of one person."""

    def __init__(self, house: RunningHouse, name: str) -> None:
        self.name = name
        self.client = httpx.AsyncClient(base_url=f"{house.url}/api/v1", timeout=20)
        self._house = house

    async def become_first_admin(self) -> None:
        await until(lambda: self._house.first_link)
        token = (self._house.first_link or "").partition("#")[2]
        wish = {"token": token, "username": self.name, "password": PASSWORD}
        answer = await self.client.post("auth/first-admin", json=wish)
        assert answer.status_code == 201, answer.text
        await self.renew_csrf_token()

    async def sign_in(self) -> httpx.Response:
        wish = {"username": self.name, "password": PASSWORD}
        answer = await self.client.post("auth/login", json=wish)
        if answer.status_code == 200:
            await self.renew_csrf_token()
        return answer

    async def renew_csrf_token(self) -> None:
        token = (await self.client.get("auth/csrf")).json()["csrf_token"]
        self.client.headers["X-CSRF-Token"] = token

    def at(self, other: RunningHouse) -> "Browser":
        """The same browser, led by a balancer to another process of the house."""
        twin = Browser(other, self.name)
        twin.client.cookies = httpx.Cookies(self.client.cookies)
        twin.client.headers["X-CSRF-Token"] = self.client.headers["X-CSRF-Token"]
        return twin

    @asynccontextmanager
    async def listen(
        self, topic: str, since: Mapping[str, object] | None = None
    ) -> AsyncGenerator["Listening"]:
        """A socket that has subscribed to a topic, from a position on or from now."""
        session = self.client.cookies["session_id"]
        address = self._house.url.replace("http", "ws", 1) + "/api/v1/ws"
        headers = {"Origin": self._house.public_url, "Cookie": f"session_id={session}"}
        async with connect(address, additional_headers=headers, compression=None) as socket:
            listening = Listening(socket, topic)
            task = asyncio.create_task(listening.read())
            wish = {"type": "subscribe", "id": 1, "data": {"topics": {topic: since}}}
            await socket.send(json.dumps(wish))
            try:
                await until(lambda: listening.reply or listening.closed)
                yield listening
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def close(self) -> None:
        await self.client.aclose()


class Listening:
    """What has come over one socket so far."""

    def __init__(self, socket: ClientConnection, topic: str) -> None:
        self.frames: list[Frame] = []
        self.closed: tuple[int, str] | None = None
        self._socket = socket
        self._topic = topic

    @property
    def reply(self) -> Frame | None:
        """Where the topic stood when this socket began to hear it."""
        found = next((frame for frame in self.frames if frame["type"] == "reply"), None)
        return None if found is None else found["data"][self._topic]

    @property
    def events(self) -> list[Frame]:
        return [frame for frame in self.frames if "event_id" in frame]

    async def heard(self, kind: str) -> Frame:
        await until(lambda: self._find(kind))
        found = self._find(kind)
        assert found is not None
        return found

    async def say(self, kind: str, data: Frame) -> None:
        """Say something that needs no answer."""
        await self._socket.send(json.dumps({"type": kind, "data": data}))

    async def read(self) -> None:
        try:
            async for message in self._socket:
                assert isinstance(message, str)
                self.frames += [json.loads(line) for line in message.split("\n")]
        except ConnectionClosed:
            pass
        self.closed = (self._socket.close_code or 1006, self._socket.close_reason or "")

    def _find(self, kind: str) -> Frame | None:
        return next((frame for frame in self.frames if frame["type"] == kind), None)
