"""Half an hour of a community's day: reading, writing, coming and going, and what memory does.

The load is moderate and even, for it is memory that is looked at: what a process holds after the
first sixth, in which caches fill, is compared with what it holds in the last sixth.
"""

import asyncio
import itertools
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from house import House, Member
from http_client import Caller, request
from machine import children, open_files, resident_bytes
from numbers_of import median
from readers import Readers
from town import GENERAL, Town

MOST_GROWTH = 0.05
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
        f"{soak.sockets:,} sockets came and left, {soak.refused} refused; the house grew by "
        f"{soak.growth:+.1%} from the second sixth to the last (limit {MOST_GROWTH:.0%})"
    )


class _Day:
    def __init__(self, house: House, members: Sequence[Member], town: Town, seconds: float) -> None:
        self._house = house
        self._members = members
        self._town = town
        self._seconds = seconds
        self._until = 0.0
        self._reads = self._posts = self._sockets = self._refused = 0
        self._samples: list[Sample] = []

    async def run(self) -> Soak:
        began = time.monotonic()
        self._until = began + self._seconds
        async with asyncio.TaskGroup() as group:
            group.create_task(self._read())
            group.create_task(self._write())
            group.create_task(self._come_and_go())
            group.create_task(self._look(began))
        return Soak(
            self._seconds, self._reads, self._posts, self._sockets, self._refused, self._samples
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
        while time.monotonic() < self._until:
            member = next(members)
            path = next(paths).replace("{post}", next(ids)).replace("{person}", member.id)
            status, _ = await caller.call(request("GET", path, member.headers))
            # Some posts are for followers only, or were deleted.
            self._refused += status not in (200, 404)
            self._reads += 1
            await asyncio.sleep(1 / _READS_A_SECOND)
        caller.close()

    async def _write(self) -> None:
        caller = await self._caller()
        for number, member in enumerate(itertools.cycle(self._members)):
            if time.monotonic() >= self._until:
                break
            body = msgspec.json.encode(
                {"content": f"Number {number} of a long day", "section_id": GENERAL}
            )
            headers = {**member.headers, "X-CSRF-Token": member.csrf_token}
            status, _ = await caller.call(request("POST", "/api/v1/posts", headers, body))
            self._refused += status != 201
            self._posts += 1
            await asyncio.sleep(1 / _POSTS_A_SECOND)
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
                    database_bytes=_proportional_bytes(house.database_pid),
                    open_files=open_files(house.pid),
                )
            )

    async def _caller(self) -> Caller:
        caller = Caller()
        await caller.connect(self._house.port)
        return caller


def _proportional_bytes(postmaster: int) -> int:
    return sum(_share_of(pid) for pid in (postmaster, *children(postmaster)))


def _share_of(pid: int) -> int:
    """Its memory, with what several processes share divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        # A worker of the database has just ended.
        return 0
    kilobytes = next(line.split()[1] for line in lines if line.startswith("Pss:"))
    return int(kilobytes) * 1024
