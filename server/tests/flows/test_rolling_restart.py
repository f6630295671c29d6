"""Each process of a house is started anew in its turn, and nobody loses anything by it."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from flows.many import ManyProcesses, ada, house, move_in, proxy
from support.browsing import Browser, Frame
from support.households import GENERAL
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]
# Fixtures that this file and its neighbour share.
__all__ = ["ada", "house", "proxy"]

SECTION = f"section:{GENERAL}"
PATIENCE = 60.0
RESUME, GOING_AWAY = 4408, 1001


class Writer:
    """Publishes one thing after the other, each until it is acknowledged, as the client does."""

    def __init__(self, browser: Browser, mentioned: str) -> None:
        self.acknowledged: dict[str, str] = {}
        """What was written, by the id of the post."""
        self._browser = browser
        self._mentioned = mentioned

    async def write(self, enough: asyncio.Event) -> None:
        number = 0
        while not enough.is_set():
            number += 1
            content = f"{self._browser.name} {number}: look, @{self._mentioned}"
            post = await self._publish(content, str(uuid4()))
            self.acknowledged[post] = content
            await asyncio.sleep(0.05)  # a person at a time, not a benchmark

    async def _publish(self, content: str, key: str) -> str:
        while True:
            with suppress(httpx.TransportError):
                answer = await self._browser.client.post(
                    "posts",
                    json={"content": content, "section_id": GENERAL},
                    headers={"Idempotency-Key": key},
                )
                if answer.status_code == 201:
                    return answer.json()["post"]["id"]
                # A proxy that has just lost its server says so; anything else is a fault.
                assert answer.status_code in (502, 503, 504), answer.text
            await asyncio.sleep(0.1)


class Listener:
    """Listens, and comes back with its position whenever it is sent away."""

    def __init__(self, browser: Browser, topic: str) -> None:
        self.events: list[Frame] = []
        self.ends: Counter[int] = Counter()
        self.lost_thread = 0
        self._browser = browser
        self._topic = topic
        self._place: dict[str, Any] | None = None
        self.listening = asyncio.Event()

    async def listen(self) -> None:
        while True:
            with suppress(OSError, InvalidHandshake, ConnectionClosed):
                async with self._browser.open_socket() as socket:
                    wish = {"topics": {self._topic: self._place}}
                    await socket.send(json.dumps({"type": "subscribe", "id": 1, "data": wish}))
                    with suppress(ConnectionClosed):
                        async for message in socket:
                            assert isinstance(message, str)
                            for line in message.split("\n"):
                                self._take(json.loads(line))
                    self.ends[socket.close_code or 1006] += 1
            await asyncio.sleep(0.1)

    def _take(self, frame: Frame) -> None:
        if frame["type"] == "reply":
            place = frame["data"][self._topic]
            self.lost_thread += place.pop("recovered", True) is False
            if self._place is None:
                self._place = {"epoch": place["epoch"], "offset": place["offset"]}
            self.listening.set()
        elif "event_id" in frame:
            assert self._place is not None
            self._place["offset"] = frame["offset"]
            self.events.append(frame)

    def check_without_gap(self) -> None:
        offsets = [event["offset"] for event in self.events]
        assert offsets == list(range(offsets[0], offsets[0] + len(offsets)))
        assert len({event["event_id"] for event in self.events}) == len(offsets)
        assert self.lost_thread == 0


async def test_a_rolling_restart_loses_nothing(house: ManyProcesses, ada: Browser) -> None:
    ben, carla = await move_in(house, "ben"), await move_in(house, "carla")
    me = (await ada.client.get("auth/session")).json()["user"]["id"]
    writers = [Writer(ben, "ada"), Writer(carla, "ada")]
    listeners = [Listener(who, SECTION) for who in (ada, ben, carla, ada, ben, carla)]
    own = Listener(ada, f"user:{me}")
    enough = asyncio.Event()
    listening = [asyncio.create_task(one.listen()) for one in (*listeners, own)]
    for one in (*listeners, own):
        await one.listening.wait()
    writing = [asyncio.create_task(one.write(enough)) for one in writers]
    for process in house.all:
        so_far = sum(len(writer.acknowledged) for writer in writers)
        assert await process.stop() == 0, process.role
        await until(written(writers, so_far + 5), within=PATIENCE)
        await process.start()
        await until(written(writers, so_far + 10), within=PATIENCE)
    enough.set()
    await asyncio.gather(*writing)
    acknowledged = {post: text for one in writers for post, text in one.acknowledged.items()}
    with suppress(AssertionError):
        # What is missing is said below.
        await until(
            lambda: (
                all(published(one) >= acknowledged.keys() for one in listeners)
                and len(mentions(own)) >= len(acknowledged)
            ),
            within=PATIENCE,
        )
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)

    for one in (*listeners, own):
        one.check_without_gap()
        assert set(one.ends) <= {RESUME}
    assert sum((one.ends for one in listeners), Counter[int]())[RESUME] >= len(listeners)
    for one in listeners:
        assert acknowledged.keys() - published(one) == set()
        assert published(one) - acknowledged.keys() == set()
        assert len([e for e in one.events if e["type"] == "new_post"]) == len(acknowledged)
    assert await everything_published(ada) == acknowledged
    await each_mention_was_told_once(ada, own, acknowledged)
    await ben.close()
    await carla.close()
    assert await house.stop() == [0] * 5


def written(writers: list[Writer], count: int) -> Callable[[], bool]:
    return lambda: sum(len(writer.acknowledged) for writer in writers) >= count


def published(listener: Listener) -> set[str]:
    return {e["data"]["post"]["id"] for e in listener.events if e["type"] == "new_post"}


def mentions(listener: Listener) -> list[Frame]:
    """Each is the work of a job, told once it is done."""
    told = [e["data"]["notification"] for e in listener.events if e["type"] == "notification"]
    return [one for one in told if one["type"] == "mention"]


async def everything_published(browser: Browser) -> dict[str, str]:
    return {
        post["id"]: post["content"]
        for post in await everything(browser, f"sections/{GENERAL}/feed", "posts")
    }


async def each_mention_was_told_once(
    ada: Browser, own: Listener, acknowledged: dict[str, str]
) -> None:
    """Jobs whose worker was stopped in their midst were done, and none of them twice."""
    rows = [
        row
        for row in await everything(ada, "notifications", "notifications")
        if row["type"] == "mention"
    ]
    assert sorted(row["related_post_id"] for row in rows) == sorted(acknowledged)
    assert {row["count"] for row in rows} == {1}
    assert sorted(one["related_post_id"] for one in mentions(own)) == sorted(acknowledged)


async def everything(browser: Browser, path: str, noun: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    wanted = {"limit": "100"}
    while True:
        page = (await browser.client.get(path, params=wanted)).json()
        found += page[noun]
        if not page["meta"]["has_more"]:
            return found
        wanted["cursor"] = page["meta"]["cursor"]
