"""What follows a commit, when it came about, when it did not, and when nobody can say."""

import asyncpg
import pytest

from longhouse.kernel.db import TROUBLE, Database, Tx


def watched(tx: Tx, ran: list[str]) -> None:
    async def committed() -> None:
        ran.append("after commit")

    async def rolled_back() -> None:
        ran.append("after rollback")

    tx.after_commit(committed)
    tx.after_rollback(rolled_back)


async def test_a_commit_that_came_about_is_followed_as_one(db: Database) -> None:
    ran: list[str] = []
    async with db.transaction() as tx:
        watched(tx, ran)
    assert ran == ["after commit"]


async def test_a_commit_that_the_database_refuses_is_undone(db: Database) -> None:
    ran: list[str] = []
    with pytest.raises(asyncpg.UniqueViolationError):
        async with db.transaction() as tx:
            watched(tx, ran)
            await tx.execute("CREATE TEMP TABLE seat (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            await tx.execute("INSERT INTO seat VALUES (1), (1)")
    assert ran == ["after rollback"]


async def test_a_commit_whose_answer_is_lost_is_neither(db: Database, database_url: str) -> None:
    """Who was about to lose a right must not get it back for that the connection broke."""
    ran: list[str] = []
    with pytest.raises(TROUBLE):
        async with db.transaction() as tx:
            watched(tx, ran)
            mine = await tx.value(int, "SELECT pg_backend_pid()")

            async def end_the_connection() -> None:
                owner = await asyncpg.connect(database_url)
                await owner.fetchval("SELECT pg_terminate_backend($1, 5000)", mine)
                await owner.close()

            tx.before_commit(end_the_connection)
    assert ran == []


async def test_what_breaks_before_the_commit_is_undone(db: Database) -> None:
    ran: list[str] = []
    with pytest.raises(LookupError):
        async with db.transaction() as tx:
            watched(tx, ran)
            raise LookupError
    assert ran == ["after rollback"]
