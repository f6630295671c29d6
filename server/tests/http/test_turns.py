"""Whoever asks for much at once stands in line behind themselves, and in front of nobody else."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.kernel.http.turns import Turn, Turns
from longhouse.kernel.settings import HttpSettings
from support.clocks import FakeClock
from support.households import GENERAL, open_house
from support.people import People
from support.waiting import settle, until

_WAITING = """
    SELECT count(*) FROM pg_locks
    WHERE relation = 'posts.post'::regclass AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> AsyncIterator[Longhouse]:
    settings = HttpSettings(requests_at_once=2)
    async with open_house(database_url, tmp_path, clock, settings) as house:
        yield house


async def test_a_member_holds_no_more_than_their_share_and_is_asked_again_after_waiting(
    people: People, database_url: str
) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    await ada.confirm()
    async with posts_locked(database_url) as two_wait:
        feeds = [asyncio.create_task(ben.get(f"/sections/{GENERAL}/feed")) for _ in range(5)]
        await until(two_wait)
        behind = asyncio.create_task(ben.get("/auth/csrf"))
        assert (await ada.get("/auth/csrf")).status_code == 200
        assert (await ada.delete(f"/admin/users/{ben.id}/sessions")).status_code == 200
        assert await two_wait()
        assert not any(one.done() for one in (*feeds, behind))
    statuses = [answer.status_code for answer in await asyncio.gather(*feeds)]
    assert sorted(statuses) == [200, 200, 401, 401, 401]
    assert (await behind).status_code == 401


@asynccontextmanager
async def posts_locked(database_url: str) -> AsyncGenerator[Callable[[], Awaitable[bool]]]:
    """Nobody reads posts within; asks whether exactly two are waiting to."""
    holder = await asyncpg.connect(database_url)

    async def two_wait() -> bool:
        return await holder.fetchval(_WAITING) == 2

    try:
        await holder.execute("BEGIN; LOCK TABLE posts.post IN ACCESS EXCLUSIVE MODE")
        yield two_wait
    finally:
        await holder.close()


# Lines


async def taken(turns: Turns, name: str, count: int) -> list[Turn]:
    return [await turns.take(name) for _ in range(count)]


async def test_one_of_a_line_moves_on_in_each_round_in_order() -> None:
    turns = Turns(3)
    first = await taken(turns, "ada", 3)
    on: list[int] = []

    async def come(number: int) -> None:
        turn = await turns.take("ada")
        assert turn.waited
        on.append(number)

    coming = [asyncio.create_task(come(number)) for number in range(5)]
    await settle()
    assert not on
    assert not (await turns.take("ben")).waited
    for turn in first:
        turn.end()
        turn.end()
    seen: list[int] = []
    while len(on) < 3:
        seen.append(len(on))
        await asyncio.sleep(0)
    assert sorted(set(seen)) == [0, 1, 2]
    await settle()
    assert on == [0, 1, 2]
    for task in coming[3:]:
        task.cancel()


async def test_of_a_long_line_two_are_worked_on_until_nobody_stands_in_it() -> None:
    turns = Turns(4)
    first = await taken(turns, "ada", 4)
    working: list[Turn] = []

    async def come() -> None:
        working.append(await turns.take("ada"))

    coming = [asyncio.create_task(come()) for _ in range(12)]
    await settle()
    for turn in first:
        turn.end()
    most: list[int] = []
    while working or not most:
        await settle()
        most.append(len(working))
        working.pop(0).end()
        await settle()
    await asyncio.gather(*coming)
    assert (set(most[:-1]), len(most)) == ({2}, 12)
    assert not any(turn.waited for turn in await taken(turns, "ada", 4))
    late = asyncio.create_task(turns.take("ada"))
    await settle()
    assert not late.done()
    late.cancel()


async def test_who_leaves_the_line_is_passed_over() -> None:
    turns = Turns(1)
    (held,) = await taken(turns, "ada", 1)
    leaving, staying = (asyncio.create_task(turns.take("ada")) for _ in range(2))
    await settle()
    leaving.cancel()
    await settle()
    held.end()
    (await staying).end()
    assert not (await turns.take("ada")).waited


async def test_a_turn_that_was_given_to_somebody_leaving_goes_to_the_next() -> None:
    turns = Turns(1)
    (held,) = await taken(turns, "ada", 1)
    leaving, staying = (asyncio.create_task(turns.take("ada")) for _ in range(2))
    await settle()
    held.end()
    # It is given in one round of the loop, and known to whom it was given in the next.
    asyncio.get_running_loop().call_soon(leaving.cancel)
    assert (await staying).waited
    assert leaving.cancelled()
