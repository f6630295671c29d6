"""The walk on sockets: everybody listens to every topic that there could be, and something happens
to every thing. No frame shows anybody what is not for them."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Iterator
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from longhouse.app import Longhouse
from profiles.steps import say
from security.belongings import answer, publish
from security.canaries import AUDIENCES, Full, Mark, Viewer, furnish_fully, may_see
from support.conversations import caught_up, react, unreact
from support.people import People, Person
from support.sockets import Sockets, served
from support.waiting import until

# Topics that are named by a word and not by an id.
_WORDS = ("admins", "all", "default")
_FOR_ADMINS = {"site"}
_AT_ONCE = 50
_PATIENCE = 60.0
_END = "Enough for today."


@pytest.fixture
async def full(longhouse: Longhouse, people: People) -> Full:
    return await furnish_fully(longhouse, people)


@pytest.fixture
async def sockets(longhouse: Longhouse) -> AsyncGenerator[Sockets]:
    async with served(longhouse) as sockets:
        yield sockets


def topics(longhouse: Longhouse, full: Full) -> Iterator[str]:
    """Each kind that any feature offers, with everything that it could be of."""
    named = {one for ids in full.places.values() for one in ids}
    named |= {str(person.id) for person in (*full.viewers.values(), full.gil, full.hal)}
    for module in longhouse.modules:
        for offered in module.topics:
            for one in (*_WORDS, *sorted(named)):
                yield f"{offered.kind}:{one}"


class Ears:
    """All that one person hears, from the first word on, of whatever they may listen to."""

    def __init__(self, client: ClientConnection) -> None:
        self.frames: list[dict[str, Any]] = []
        self.may_hear: set[str] = set()
        self._client = client
        self._listening = asyncio.create_task(self._listen())

    async def listen_to(self, wanted: list[str]) -> None:
        """A few at a time, as what is refused is answered one by one."""
        for number, first in enumerate(range(0, len(wanted), _AT_ONCE)):
            asked = dict.fromkeys(wanted[first : first + _AT_ONCE])
            frame = {"type": "subscribe", "id": number, "data": {"topics": asked}}
            await self._client.send(json.dumps(frame))
            await until(lambda number=number: self._answered(number), within=_PATIENCE)

    def hears(self, text: str) -> bool:
        return any(text in json.dumps(frame) for frame in self.frames)

    async def stop(self) -> None:
        await self._client.close()
        await self._listening

    def _answered(self, number: int) -> bool:
        for frame in self.frames:
            if frame.get("id") == number and frame["type"] in ("reply", "error"):
                told = frame["data"].items() if frame["type"] == "reply" else ()
                self.may_hear |= {topic for topic, place in told if "epoch" in place}
                self.frames.remove(frame)
                return True
        return False

    async def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                lines = (await self._client.recv(decode=True)).split("\n")
                self.frames += [json.loads(line) for line in lines]


async def something_happens_to_everything(full: Full) -> None:
    """Each thing of each audience is changed, answered, liked, taken away and brought back."""
    ben = full.owners[0]
    for audience in AUDIENCES:
        post = await _of(ben, audience)
        path = f"/posts/{post['id']}"
        await ben.patch(path, {"content": f"{post['content']} again"})
        said = await answer(ben, post, f"zqxownsaid{audience} live")
        full.mark(said["id"], "a new comment's id", audience)
        await react(ben, said, "🦫")
        await ben.patch(f"/comments/{said['id']}", {"content": f"zqxownsaid{audience} changed"})
        await unreact(ben, post, _emoji(full, audience))
        await react(ben, post, _emoji(full, audience))
        await ben.delete(f"/comments/{said['id']}")
        await ben.post(f"/comments/{said['id']}/restore")
        await ben.delete(path)
        await ben.post(f"{path}/restore")
        new = await publish(ben, f"zqxpost{audience} @follower @stranger", visibility=audience)
        full.mark(new["id"], "a new post's id", audience)
    for owner in full.owners:
        mine = (await owner.get("/users/me")).json()["user"]
        await say(owner, bio=f"{mine['bio']} and more")
    canvas = full.places["canvas_id"][0]
    await ben.patch(f"/canvases/{canvas}", {"name": "zqxcanvas, again"})
    elsewhere = full.places["post_id"][-2]
    await react(ben, {"id": elsewhere}, "🪼")


async def _of(ben: Person, audience: str) -> dict[str, Any]:
    posts = (await ben.get("/users/me/posts?limit=100")).json()["posts"]
    return next(one for one in posts if f"zqxpost{audience}" in one["content"])


def _emoji(full: Full, audience: str) -> str:
    return next(m.text for m in full.marks if m.of == f"reaction for {audience}")


def leaks(viewer: Viewer, full: Full, frames: list[dict[str, Any]]) -> dict[str, set[str]]:
    """What no frame should have told, under the kinds of frames that did."""
    hidden = [mark for mark in full.marks if not may_see(viewer, mark) and not mark.about]
    found: dict[str, set[str]] = {}
    for frame in frames:
        # That one may not listen on is said by the name of the topic.
        told = json.dumps(frame.get("data"), ensure_ascii=False)
        said = {mark.of for mark in hidden if mark.text in told}
        if said and frame["type"] != "unsubscribed":
            found.setdefault(f"{frame['type']} on {frame.get('topic')}", set()).update(said)
    return found


def hears_of(viewer: Viewer, full: Full, topic: str) -> bool:
    """Whether the topic is of something that they may see, or of nothing that is marked."""
    return all(may_see(viewer, mark) for mark in _marks_in(full, topic))


def _marks_in(full: Full, topic: str) -> list[Mark]:
    return [mark for mark in full.marks if mark.text in topic and not mark.about]


async def test_no_frame_shows_anybody_what_is_not_for_them(
    longhouse: Longhouse, full: Full, sockets: Sockets
) -> None:
    wanted = list(topics(longhouse, full))
    await caught_up(longhouse)
    everybody: dict[Viewer, Person] = {**full.viewers, "owner": full.owners[0]}
    ears: dict[Viewer, Ears] = {
        who: Ears(await sockets.connect(person)) for who, person in everybody.items()
    }
    for one in ears.values():
        await one.listen_to(wanted)
    offered = {kind.kind for module in longhouse.modules for kind in module.topics}
    listened = {topic.partition(":")[0] for one in ears.values() for topic in one.may_hear}
    assert listened == offered - _FOR_ADMINS
    for viewer, one in ears.items():
        assert {topic for topic in one.may_hear if not hears_of(viewer, full, topic)} == set()
    await something_happens_to_everything(full)
    await caught_up(longhouse)
    await publish(full.hal, _END)
    for one in ears.values():
        await until(lambda one=one: one.hears(_END), within=_PATIENCE)
        await one.stop()
    told = {viewer: leaks(viewer, full, one.frames) for viewer, one in ears.items()}
    assert told == {viewer: {} for viewer in ears}
    heard = {frame["type"] for frame in ears["friend"].frames}
    assert heard >= {"section_changed", "post_changed", "profile_updated", "mention"}
