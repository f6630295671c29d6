"""The database in the data folder outlives crashes of whoever uses it, and its own."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
from longhouse.kernel.adapters.embedded_postgres.machine import account_for
from support.waiting import until


@pytest.fixture
async def data(tmp_path: Path) -> AsyncIterator[Path]:
    yield tmp_path / "data"
    last = EmbeddedPostgres(tmp_path / "data")
    await last.hold()
    await last.release()


def process_of(data: Path) -> int | None:
    file = data / "postgres" / "postmaster.pid"
    return int(file.read_text().split()[0]) if file.exists() else None


async def answers(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url)
    except (OSError, asyncpg.PostgresError):
        return False
    await connection.close()
    return True


async def test_the_last_to_let_go_stops_it(data: Path) -> None:
    house, command = EmbeddedPostgres(data), EmbeddedPostgres(data)
    await house.hold()
    await command.hold()
    await house.release()
    assert await answers(command.owner_url)
    await command.release()
    assert process_of(data) is None


async def test_many_who_come_at_once_start_one(data: Path) -> None:
    holders = [EmbeddedPostgres(data) for _ in range(4)]
    await asyncio.gather(*(holder.hold() for holder in holders))
    assert all([await answers(holder.owner_url) for holder in holders])
    await asyncio.gather(*(holder.release() for holder in holders))
    assert process_of(data) is None


async def test_a_server_that_was_killed_is_started_again_by_the_next(data: Path) -> None:
    first = EmbeddedPostgres(data)
    await first.hold()
    pid = process_of(data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await until(lambda: not Path(f"/proc/{pid}/fd").exists() or is_zombie(pid))
    second = EmbeddedPostgres(data)
    await second.hold()
    assert await answers(second.owner_url)
    await first.release()
    await second.release()


async def test_a_server_that_dies_under_the_house_is_started_again(data: Path) -> None:
    server = EmbeddedPostgres(data)
    await server.hold()
    watching = asyncio.create_task(server.watch())
    pid = process_of(data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await until(lambda: process_of(data) not in (None, pid), within=20)
    await until(lambda: answers(server.owner_url))
    watching.cancel()
    await server.release()


async def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "diary.txt").write_text("dear diary")
    with pytest.raises(EmbeddedPostgresError, match="is not empty"):
        await EmbeddedPostgres(tmp_path).hold()
    assert [file.name for file in (tmp_path / "postgres").iterdir()] == ["diary.txt"]


async def test_a_folder_of_another_postgresql_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedPostgresError, match=r"by PostgreSQL 17.* Make a backup with"):
        await EmbeddedPostgres(tmp_path).hold()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_root_runs_the_server_as_the_owner_of_the_folder(tmp_path: Path) -> None:
    os.chown(tmp_path, 4711, 4712)
    assert account_for(tmp_path) == (4711, 4712)


async def test_a_deep_folder_still_has_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("deep-" * 12) / ("down-" * 12)
    server = EmbeddedPostgres(deep)
    await server.hold()
    assert await answers(server.owner_url)
    await server.release()


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
