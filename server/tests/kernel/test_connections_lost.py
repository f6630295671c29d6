"""A connection that is gone is the database's trouble; a call that makes no sense is ours."""

import asyncpg
import pytest

from longhouse.kernel.db import TROUBLE, Database
from longhouse.kernel.errors import AppError, Unavailable
from longhouse.kernel.http.answers import understand


async def test_a_connection_that_is_gone_is_trouble(db: Database, database_url: str) -> None:
    with pytest.raises(TROUBLE) as raised:
        async with db.read() as read:
            mine = await read.value(int, "SELECT pg_backend_pid()")
            owner = await asyncpg.connect(database_url)
            await owner.fetchval("SELECT pg_terminate_backend($1, 5000)", mine)
            await owner.close()
            while True:
                await read.value(int, "SELECT 1")
    assert isinstance(understand(raised.value), Unavailable)
    async with db.read() as read:
        assert await read.value(int, "SELECT 1") == 1


@pytest.mark.parametrize("opens", ["read", "transaction"])
async def test_a_connection_that_was_closed_under_us_is_trouble(db: Database, opens: str) -> None:
    with pytest.raises(TROUBLE) as raised:
        async with getattr(db, opens)() as read:
            await read.connection.close()
            await read.value(int, "SELECT 1")
    assert isinstance(understand(raised.value), Unavailable)


@pytest.mark.parametrize("opens", ["read", "transaction"])
async def test_a_call_that_makes_no_sense_is_a_fault_of_ours(db: Database, opens: str) -> None:
    with pytest.raises(asyncpg.InterfaceError) as raised:
        async with getattr(db, opens)() as read:
            await read.value(int, "SELECT 1", "one too many")
    refusal = understand(raised.value)
    assert type(refusal) is AppError
    assert refusal.status == 500
