"""Acts that cause events, and everything that can be seen of each: before, told, after."""

import json
import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from typing import Any

import asyncpg
import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.live import Delivery
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person
from support.tables import checksums

Seen = dict[str, Any]
Act = Callable[["Stage"], AsyncGenerator[None]]
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_FOR_ADMINS = frozenset({"admin", "moderation"})

READS: Mapping[str, Sequence[str]] = {
    "admin": (
        "/admin/users?status=pending&limit=100",
        "/admin/users?status=active&limit=100",
        "/admin/users?status=deleted&limit=100",
        "/admin/config",
        "/admin/audit-logs?limit=100",
    ),
    "identity": ("/auth/session", "/auth/sessions"),
    "profiles": ("/users/me", "/users/me?as=stranger", "/users/me/settings"),
    "graph": (
        "/users/@carla",
        "/users/me/friends",
        "/friend-requests?direction=incoming",
        "/friend-requests?direction=outgoing",
    ),
    "moderation": ("/admin/content?limit=100", "/admin/audit-logs?limit=100"),
    "notifications": (
        "/notifications",
        "/notifications/preferences",
        "/sections/subscriptions",
    ),
}
"""What the web client reads, for each of its nouns that events keep up to date."""


class Case(msgspec.Struct, frozen=True):
    """One kind of event as one noun of the web client meets it."""

    event: str
    noun: str
    act: Act

    @property
    def file(self) -> str:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.event.partition(".")[2])
        return f"{words.lower()}.json"


class Stage:
    """Ada keeps the house; Ben is whoever something happens to. An act is a generator: what comes
    before its `yield` sets the stage, what comes after it is the act."""

    def __init__(self, longhouse: Longhouse, people: People, clock: FakeClock, url: str) -> None:
        self.longhouse = longhouse
        self.people = people
        self.clock = clock
        self.ada: Person
        self.ben: Person
        self._database_url = url

    async def knock(self, name: str) -> str:
        """Somebody registers; their id."""
        answer = await self.people.stranger(name).post(
            "/auth/register", {"username": name, "password": PASSWORD}
        )
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    async def told(self) -> None:
        """Wait until all that has happened was told."""
        await checksums(self._database_url)

    async def play(self, case: Case) -> Seen:
        """The case as it is handed to the web client, with the same ids and times in every run."""
        self.ada, self.ben = await self.people.admin("ada"), await self.people.member("ben")
        act = case.act(self)
        await anext(act)
        viewer = self.ada if case.noun in _FOR_ADMINS else self.ben
        before, told_before = await self._read(case, viewer), await self._recorded()
        frames: list[Seen] = []
        topic = "site:admins" if case.noun in _FOR_ADMINS else f"user:{self.ben.id}"
        await self.longhouse.house.live.listen(topic, lambda told: frames.append(_frame(told)))
        async for _ in act:
            raise AssertionError("an act has one yield")
        after = await self._read(case, viewer)
        recorded = (await self._recorded())[len(told_before) :]
        assert case.event in recorded, f"{case.event} did not happen, but {recorded}"
        seen = {
            "act": (case.act.__doc__ or "").strip(),
            "before": before,
            "frames": frames,
            "after": after,
        }
        return _same_ids(seen)

    async def _read(self, case: Case, viewer: Person) -> Seen:
        await checksums(self._database_url)  # waits until everything is told
        answers: Seen = {}
        for path in READS[case.noun]:
            answer = await viewer.get(path)
            assert answer.status_code == 200, answer.text
            answers[path] = answer.json()
        return answers

    async def _recorded(self) -> list[str]:
        connection = await asyncpg.connect(self._database_url)
        try:
            rows = await connection.fetch("SELECT name FROM kernel.outbox ORDER BY id")
        finally:
            await connection.close()
        return [row["name"] for row in rows]


def _frame(told: Delivery) -> Seen:
    return {
        "type": told.message.type,
        "offset": told.position.offset,
        "data": json.loads(bytes(told.message.data)),
    }


def _same_ids(seen: Seen) -> Seen:
    """Ids are made of the time; numbered in their order they are the same in every run."""
    text = json.dumps(seen, ensure_ascii=False)
    numbers = {found: index for index, found in enumerate(sorted(set(_UUID.findall(text))), 1)}
    return json.loads(_UUID.sub(lambda match: str(_numbered(numbers[match[0]])), text))


def _numbered(index: int) -> str:
    return f"00000000-0000-7000-8000-{index:012}"
