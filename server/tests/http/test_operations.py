"""The addresses for whoever runs the house: alive, ready, and what it measures."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import httpx
import pytest

from longhouse.app import Longhouse
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.operations import Operations
from longhouse.kernel.settings import HttpSettings
from support.clocks import FakeClock
from support.households import GENEROUS, open_house
from support.people import People
from support.waiting import until

TOKEN = "a token for the scraper"


def at(people: People, address: str = "127.0.0.1") -> httpx.AsyncClient:
    client = people.stranger(address=address).client
    client.base_url = str(client.base_url).removesuffix("/api/v1/")
    return client


async def test_a_house_that_runs_is_alive_and_ready(people: People, clock: FakeClock) -> None:
    client = at(people, "203.0.113.7")
    alive = await client.get("/health")
    assert (alive.status_code, alive.json()["status"]) == (200, "ok")
    assert alive.json()["timestamp"] == clock.now().isoformat().replace("+00:00", "Z")

    async def ready() -> bool:
        return (await client.get("/ready")).status_code == 200

    await until(ready)
    checks = (await client.get("/ready")).json()["checks"]
    assert {"database", "memory", "jobs"} <= set(checks)
    assert set(checks.values()) == {"ok"}


async def test_a_part_that_is_down_is_named_and_nothing_more_is_said(
    database_url: str, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_arguments: object) -> None:
        raise ConnectionError("redis://:hunter2@10.0.0.7:6379")

    monkeypatch.setattr(MemoryLive, "check", down)
    async with open_house(database_url, tmp_path, clock, *GENEROUS) as house:
        people = People(house)
        answer = await at(people).get("/ready")
        await people.leave()
    assert (answer.status_code, answer.json()["status"]) == (503, "not_ready")
    assert answer.json()["checks"]["memory"] == "down"
    assert answer.json()["checks"]["database"] == "ok"
    assert "hunter2" not in answer.text


async def test_a_part_that_does_not_answer_is_down_and_keeps_nobody_waiting(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def well() -> None: ...

    async def silent() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("longhouse.kernel.http.operations._PATIENCE", 0.05)
    operations = Operations(
        clock, checks={"well": well, "silent": silent}, metrics=bytes, metrics_token=None
    )
    async with asyncio.timeout(5):
        status, _, body = await operations.answer("/ready", Exchange("x", None, False, {}))
    assert status == 503
    assert b'"checks":{"well":"ok","silent":"down"}' in body


@asynccontextmanager
async def locked_out(database_url: str) -> AsyncGenerator[None]:
    """The database lets nobody in, and whoever was in is out."""
    name = database_url.partition("?")[0].rpartition("/")[2]
    keeper = await asyncpg.connect(database_url.replace(f"/{name}?", "/postgres?"))
    await keeper.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await keeper.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
    )
    try:
        yield
    finally:
        await keeper.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        await keeper.close()


async def test_a_house_without_its_database_is_alive_and_not_ready_until_it_is_back(
    longhouse: Longhouse, people: People, database_url: str
) -> None:
    client = at(people)
    async with locked_out(database_url):
        answer = await client.get("/ready")
        assert (answer.status_code, answer.json()["checks"]["database"]) == (503, "down")
        assert (await client.get("/health")).status_code == 200

    async def ready() -> bool:
        return (await client.get("/ready")).status_code == 200

    await until(ready)
    assert (await client.get("/api/v1/site")).status_code == 200


async def test_a_house_that_is_about_to_stop_sends_nobody_in(
    longhouse: Longhouse, people: People
) -> None:
    client = at(people)
    assert "connection" not in (await client.get("/health")).headers
    await longhouse.say_goodbye()
    answer = await client.get("/ready")
    assert (answer.status_code, answer.json()["checks"]["process"]) == (503, "stopping")
    for path in ("/health", "/", "/api/v1/site"):
        assert (await client.get(path)).headers["connection"] == "close", path


async def test_only_this_machine_reads_what_is_measured(people: People) -> None:
    for address in ("127.0.0.1", "::1"):
        assert (await at(people, address).get("/metrics")).status_code == 200
    for address in ("203.0.113.7", "10.0.0.1", "127.0.0.1.evil.example"):
        assert (await at(people, address).get("/metrics")).status_code == 404
    proxied = await at(people).get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert proxied.status_code == 404


@pytest.fixture
async def measured(database_url: str, clock: FakeClock, tmp_path: Path) -> AsyncIterator[People]:
    settings = HttpSettings(metrics_token=TOKEN)
    async with open_house(database_url, tmp_path, clock, *GENEROUS, settings) as house:
        people = People(house)
        yield people
        await people.leave()


async def test_with_a_token_whoever_has_it_reads_what_is_measured(measured: People) -> None:
    far = at(measured, "203.0.113.7")
    for authorization, status in (
        (f"Bearer {TOKEN}", 200),
        (f"Bearer {TOKEN}x", 404),
        ("Bearer ", 404),
        (TOKEN[:-1], 404),
        ("", 404),
    ):
        answer = await far.get("/metrics", headers={"Authorization": authorization})
        assert answer.status_code == status, authorization
    assert (await at(measured).get("/metrics")).status_code == 404


async def test_what_is_measured_is_counted_by_route_and_never_by_address(people: People) -> None:
    ada = await people.admin("ada")
    await ada.get(f"/admin/users/{ada.id}")
    await ada.get("/no/such/route/anna@example.org")
    text = (await at(people).get("/metrics")).text
    routes = set(re.findall(r'route="([^"]*)"', text)) or set(
        re.findall(r'handler="([^"]*)"', text)
    )
    assert "/api/v1/admin/users/{user_id}" in {route.replace(":uuid", "") for route in routes}
    assert "unmatched" in routes
    assert "anna@example.org" not in text
    assert str(ada.id) not in text
    assert "ada" not in set(re.findall(r'"([^"]*)"', text))


async def test_they_are_read_and_nothing_else(people: People) -> None:
    client = at(people)
    for path in ("/health", "/ready", "/metrics"):
        head = await client.head(path)
        assert (head.status_code, head.content) in ((200, b""), (503, b"")), path
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = await client.request(method, path)
            assert (answer.status_code, answer.headers.get("allow")) == (405, "GET, HEAD"), path
