"""A house as its keeper meets it: started, used, stopped, started again."""

import asyncio
from pathlib import Path

import httpx
import pytest

from flows.conftest import MakeHouse
from support.browsing import ADMINS, Browser
from support.running import NotStarted, RunningHouse
from support.waiting import until

pytestmark = pytest.mark.slow


def database_runs(house: RunningHouse) -> bool:
    return (house.data / "postgres" / "postmaster.pid").exists()


async def test_a_house_starts_from_nothing_and_stops_without_leaving_anything_running(
    house_of: MakeHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    house = house_of()
    first = await house.start()
    assert any(house.url in line for line in house.lines)
    ada = Browser(house, "ada")
    await ada.become_first_admin()
    assert (await ada.client.get("admin/users")).json()["users"][0]["username"] == "ada"
    thief = httpx.AsyncClient(base_url=f"{house.url}/api/v1")
    token = (house.first_link or "").partition("#")[2]
    again = await thief.post(
        "auth/first-admin", json={"token": token, "username": "eve", "password": "a" * 20 + "7x"}
    )
    assert again.status_code == 404
    await thief.aclose()
    assert await house.stop() == 0
    assert not database_runs(house)

    later = await house.start()
    assert house.first_link is None, "there is an admin already"
    assert (await ada.client.get("auth/session")).json()["user"]["username"] == "ada"
    await ada.close()
    assert await house.stop() == 0
    with capsys.disabled():
        print(f" first start {first:.1f} s, later start {later:.1f} s", end="")  # noqa: T201 -- a measurement
    assert first < 20
    assert later < 10


async def test_those_inside_are_told_when_the_house_stops(house_of: MakeHouse) -> None:
    house = house_of()
    await house.start()
    ada = Browser(house, "ada")
    await ada.become_first_admin()
    async with ada.listen(ADMINS) as listening:
        stopping = asyncio.create_task(house.stop())
        await until(lambda: listening.closed)
        assert listening.closed == (1001, "Server shutting down")
        assert await stopping == 0
    await ada.close()


async def test_a_second_house_on_the_same_data_is_refused_and_says_what_to_set(
    house_of: MakeHouse,
) -> None:
    first, second = house_of(), house_of()
    await first.start()
    with pytest.raises(NotStarted, match="LONGHOUSE_LIVE_BACKEND=redis"):
        await second.start()
    assert await second.stop() == 1
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{first.url}/ready")).status_code == 200
    assert await first.stop() == 0


async def test_a_house_that_was_killed_is_picked_up_where_it_was(house_of: MakeHouse) -> None:
    house = house_of()
    await house.start()
    ada = Browser(house, "ada")
    await ada.become_first_admin()
    await house.kill()
    assert database_runs(house), "the database outlives a crash of the house"
    await house.start()
    assert (await ada.client.get("auth/session")).status_code == 200
    await ada.close()
    assert await house.stop() == 0
    assert not database_runs(house), "and is stopped by the last who held it"


async def test_a_port_that_is_taken_is_refused_with_a_sentence(
    house_of: MakeHouse, data: Path
) -> None:
    house, other = house_of(), house_of(folder=data / "neighbour")
    await house.start()
    other.port = house.port
    with pytest.raises(
        NotStarted, match=f"longhouse: .*{house.port}|longhouse: .*in use"
    ) as refused:
        await other.start()
    assert await other.stop() == 1
    assert "Traceback" not in str(refused.value)
    assert await house.stop() == 0
