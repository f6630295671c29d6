"""Half an hour of a community's day: reading, writing, coming and going, and what memory does.

The load is moderate and even, for it is memory that is looked at: what a process holds after the
first sixth, in which caches fill, is compared with what it holds in the last sixth. What is read is
due at a fixed rate and timed from then.
"""

import asyncio
import itertools
import time
from collections.abc import Sequence

import msgspec

from figures import Figures
from house import House, Member
from http_client import Caller, request
from machine import open_files, proportional_bytes, resident_bytes
from numbers_of import median, percentile
from readers import Readers
from town import GENERAL, Town

_SAMPLE_SECONDS = 10.0
_READS_A_SECOND = 40.0
_POSTS_A_SECOND = 3.0
_SOCKETS = 100
_STAY_SECONDS = 20.0


class Sample(msgspec.Struct, frozen=True):
    seconds: float
    house_bytes: int
    database_bytes: int
    """Of all its processes, what they share counted once."""
    open_files: int


class Soak(msgspec.Struct, frozen=True):
    seconds: float
    reads: int
    posts: int
    sockets: int
    """How many came, listened and left again."""
    refused: int
    samples: list[Sample]
    read_p95_ms: float
    generator_busy: float

    @property
    def growth(self) -> float:
        settled, last = self._early_and_late()
        before, after = (median([one.house_bytes for one in part]) for part in (settled, last))
        return after / before - 1

    def _early_and_late(self) -> tuple[list[Sample], list[Sample]]:
        sixth = max(1, len(self.samples) // 6)
        return self.samples[sixth : 2 * sixth], self.samples[-sixth:]


def measure(house: House, members: Sequence[Member], town: Town, *, minutes: float) -> Soak:
    return asyncio.run(_Day(house, members, town, minutes * 60).run())


def rows(soak: Soak) -> list[list[str]]:
    sixth = max(1, len(soak.samples) // 6)
    parts = [soak.samples[n * sixth : (n + 1) * sixth] for n in range(6)]

    def megabytes(values: Sequence[int]) -> str:
        return f"{median(values) / 2**20:.1f}"

    return [
        ["", *(f"sixth {n}" for n in range(1, 7))],
        ["house, MB", *(megabytes([s.house_bytes for s in part]) for part in parts)],
        ["database, MB", *(megabytes([s.database_bytes for s in part]) for part in parts)],
        ["open files", *(f"{median([s.open_files for s in part]):.0f}" for part in parts)],
    ]


def words_about(soak: Soak) -> str:
    return (
        f"Soak of {soak.seconds / 60:.0f} minutes: {soak.reads:,} reads, {soak.posts:,} posts, "
        f"{soak.sockets:,} sockets came and left, {soak.refused} refused, reads p95 "
        f"{soak.read_p95_ms:.1f} ms, load {soak.generator_busy:.0%} busy; the house grew by "
        f"{soak.growth:+.1%} from the second sixth to the last"
    )


def figures(soak: Soak) -> Figures:
    return {
        "soak.growth": [soak.growth],
        "soak.refused": [soak.refused],
        "soak.read_p95_ms": [soak.read_p95_ms],
        "soak.generator": [soak.generator_busy],
    }


class _Day:
    def __init__(self, house: House, members: Sequence[Member], town: Town, seconds: float) -> None:
        self._house = house
        self._members = members
        self._town = town
        self._seconds = seconds
        self._until = 0.0
        self._reads = self._posts = self._sockets = self._refused = 0
        self._samples: list[Sample] = []
        self._read_ms: list[float] = []

    async def run(self) -> Soak:
        began, busy = time.monotonic(), time.process_time()
        self._until = began + self._seconds
        async with asyncio.TaskGroup() as group:
            group.create_task(self._read())
            group.create_task(self._write())
            group.create_task(self._come_and_go())
            group.create_task(self._look(began))
        return Soak(
            seconds=self._seconds,
            reads=self._reads,
            posts=self._posts,
            sockets=self._sockets,
            refused=self._refused,
            samples=self._samples,
            read_p95_ms=percentile(self._read_ms, 95),
            generator_busy=(time.process_time() - busy) / (time.monotonic() - began),
        )

    async def _read(self) -> None:
        caller = await self._caller()
        ids = itertools.cycle(self._town.in_general)
        members = itertools.cycle(self._members)
        paths = itertools.cycle(
            (
                f"/api/v1/sections/{GENERAL}/feed",
                "/api/v1/posts/{post}",
                "/api/v1/posts/{post}/comments",
                "/api/v1/notifications",
                "/api/v1/users/{person}",
                "/api/v1/search?q=river",
                "/api/v1/users/me/recommendations",
            )
        )
        began = time.monotonic()
        while (due := began + self._reads / _READS_A_SECOND) < self._until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            member = next(members)
            path = next(paths).replace("{post}", next(ids)).replace("{person}", member.id)
            status, _ = await caller.call(request("GET", path, member.headers))
            # Some posts are for followers only, or were deleted.
            self._refused += status not in (200, 404)
            self._reads += 1
            self._read_ms.append((time.monotonic() - due) * 1000)
        caller.close()

    async def _write(self) -> None:
        caller = await self._caller()
        began = time.monotonic()
        for number, member in enumerate(itertools.cycle(self._members)):
            due = began + number / _POSTS_A_SECOND
            if due >= self._until:
                break
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            body = msgspec.json.encode(
                {"content": f"Number {number} of a long day", "section_id": GENERAL}
            )
            headers = {**member.headers, "X-CSRF-Token": member.csrf_token}
            status, _ = await caller.call(request("POST", "/api/v1/posts", headers, body))
            self._refused += status != 201
            self._posts += 1
        caller.close()

    async def _come_and_go(self) -> None:
        headers = [member.headers for member in self._members]
        while time.monotonic() < self._until:
            readers = Readers(self._house.port, headers, [f"section:{GENERAL}"])
            await readers.connect(_SOCKETS)
            await asyncio.sleep(min(_STAY_SECONDS, max(0.0, self._until - time.monotonic())))
            readers.check_all_here()
            await readers.close()
            self._sockets += _SOCKETS

    async def _look(self, began: float) -> None:
        while time.monotonic() < self._until:
            await asyncio.sleep(_SAMPLE_SECONDS)
            house = self._house
            self._samples.append(
                Sample(
                    seconds=time.monotonic() - began,
                    house_bytes=resident_bytes(house.pid),
                    database_bytes=proportional_bytes(house.database_pid),
                    open_files=open_files(house.pid),
                )
            )

    async def _caller(self) -> Caller:
        caller = Caller()
        await caller.connect(self._house.port)
        return caller
