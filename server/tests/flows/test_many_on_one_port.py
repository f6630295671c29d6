"""Several processes on one port, kept by the one that leads them."""

import asyncio
import os
import signal
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from flows.conftest import MakeHouse
from support.browsing import Browser
from support.redis_server import RedisServer
from support.running import NotStarted, RunningHouse
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]

PATIENCE = 40.0


def members_of(house: RunningHouse) -> set[int]:
    """The processes that serve on behalf of this one."""
    children = Path(f"/proc/{house.pid}/task/{house.pid}/children").read_text("ascii").split()
    return {int(pid) for pid in children if b"--leader" in command_of(int(pid))}


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def shared(redis: RedisServer) -> Mapping[str, str]:
    return {"LONGHOUSE_LIVE_BACKEND": "redis", "LONGHOUSE_LIVE_REDIS_URL": redis.url}


@pytest.fixture
async def crew(house_of: MakeHouse, redis_server: RedisServer) -> RunningHouse:
    crew = house_of("serve", shared(redis_server), flags=("--workers", "2"))
    await crew.start()
    return crew


async def answers(crew: RunningHouse) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"{crew.url}/ready")).is_success
        except httpx.TransportError:
            return False


async def test_they_serve_die_are_replaced_and_stop_as_one(crew: RunningHouse) -> None:
    """One start serves four promises, because it is the slowest part."""
    await a_member_meets_one_house(crew)
    await one_that_dies_is_replaced(crew)
    await they_are_renewed_one_after_the_other(crew)
    members = members_of(crew)
    assert await crew.stop() == 0
    assert not any(command_of(pid) for pid in members)


async def a_member_meets_one_house(crew: RunningHouse) -> None:
    assert len(members_of(crew)) == 2
    ada = Browser(crew, "ada")
    await ada.become_first_admin()
    assert len([line for line in crew.lines if "/welcome#" in line]) == 1
    me = (await ada.client.get("auth/session")).json()["user"]["id"]
    async with ada.listen(f"user:{me}") as listening:
        changed = await ada.client.patch("users/me/settings", json={"theme": "dark"})
        assert changed.status_code == 200
        await listening.heard("settings_updated")
    await ada.close()


async def one_that_dies_is_replaced(crew: RunningHouse) -> None:
    before = members_of(crew)
    os.kill(min(before), signal.SIGKILL)
    await until(lambda: len(members_of(crew) - before) == 1, within=PATIENCE)
    await until(lambda: answers(crew), within=PATIENCE)
    assert max(before) in members_of(crew)


async def they_are_renewed_one_after_the_other(crew: RunningHouse) -> None:
    """Somebody always answers, for all take from one queue."""
    before = members_of(crew)
    refused = 0
    renewed = asyncio.Event()

    async def ask() -> None:
        nonlocal refused
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            while not renewed.is_set():
                # Each on a connection of its own, as strangers come.
                answer = await client.get(f"{crew.url}/health", headers={"Connection": "close"})
                refused += not answer.is_success

    asking = asyncio.create_task(ask())
    os.kill(crew.pid, signal.SIGHUP)
    await until(lambda: len(members_of(crew) - before) == 2, within=2 * PATIENCE)
    renewed.set()
    await asking
    assert refused == 0
    await until(lambda: answers(crew), within=PATIENCE)


async def test_none_of_them_outlives_the_one_that_leads(crew: RunningHouse) -> None:
    members = members_of(crew)
    assert len(members) == 2
    os.kill(crew.pid, signal.SIGKILL)
    await until(lambda: not any(command_of(pid) for pid in members), within=PATIENCE)


async def test_without_redis_more_than_one_is_refused_with_a_sentence(house_of: MakeHouse) -> None:
    alone = house_of("serve", flags=("--workers", "2"))
    with pytest.raises(NotStarted, match="LONGHOUSE_LIVE_BACKEND=redis"):
        await alone.start()
    assert await alone.stop() == 1


async def test_one_is_served_without_redis(house_of: MakeHouse) -> None:
    alone = house_of("serve", flags=("--workers", "1"))
    await alone.start()
    assert await answers(alone)
    assert await alone.stop() == 0


async def test_what_keeps_one_from_starting_keeps_all(
    house_of: MakeHouse, redis_server: RedisServer
) -> None:
    redis_server.kill()
    crew = house_of("serve", shared(redis_server), flags=("--workers", "2"))
    with pytest.raises(NotStarted, match="longhouse: "):
        await crew.start()
    assert await crew.stop() == 1
