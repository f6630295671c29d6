import asyncio

import asyncpg

from longhouse.kernel import audit
from longhouse.kernel.db import Database
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.principal import Principal

ada = Principal(
    user_id=UserId(new_id()),
    username="ada",
    session_id=SessionId(new_id()),
    is_admin=True,
    via="cookie",
)


async def write(db: Database, action: str) -> None:
    async with db.transaction() as tx:
        await audit.record(tx, ada, action, target_type="user", target_id="7", details={"why": "x"})


async def actions(db: Database) -> list[str]:
    async with db.read() as read:
        entries = await audit.list_entries(read, before=None, action=None, limit=100)
        return [entry.action for entry in entries]


async def test_an_act_and_its_entry_commit_together_or_not_at_all(db: Database) -> None:
    await write(db, "approve_user")
    try:
        async with db.transaction() as tx:
            await audit.record(tx, ada, "delete_user")
            raise LookupError
    except LookupError:
        pass
    assert await actions(db) == ["approve_user"]


async def test_entries_written_at_once_make_one_unbroken_chain(db: Database) -> None:
    await asyncio.gather(*(write(db, f"act_{number}") for number in range(20)))
    async with db.read() as read:
        entries = await audit.list_entries(read, before=None, action=None, limit=100)
        assert [entry.seq for entry in entries] == list(range(20, 0, -1))
        assert await audit.find_break(read, batch=7) is None


async def test_entries_are_found_by_action_and_in_pages(db: Database) -> None:
    for action in ("approve_user", "change_config", "approve_user"):
        await write(db, action)
    async with db.read() as read:
        found = await audit.list_entries(read, before=None, action="approve_user", limit=1)
        assert [entry.seq for entry in found] == [3]
        older = await audit.list_entries(read, before=3, action="approve_user", limit=9)
        assert [entry.seq for entry in older] == [1]


async def tamper(url: str, statement: str) -> None:
    """Somebody with the owner's password, who switches the guard off first."""
    connection = await asyncpg.connect(url)
    await connection.execute("ALTER TABLE kernel.audit_entry DISABLE TRIGGER ALL")
    await connection.execute(statement)
    await connection.close()


async def find_break(db: Database) -> int | None:
    async with db.read() as read:
        return await audit.find_break(read)


async def test_a_changed_a_removed_and_an_invented_entry_show(
    db: Database, database_url: str
) -> None:
    for number in range(4):
        await write(db, f"act_{number}")
    assert await find_break(db) is None
    await tamper(database_url, "UPDATE kernel.audit_entry SET actor_name = 'eve' WHERE seq = 3")
    assert await find_break(db) == 3
    await tamper(database_url, "UPDATE kernel.audit_entry SET actor_name = 'ada' WHERE seq = 3")
    assert await find_break(db) is None
    await tamper(database_url, "DELETE FROM kernel.audit_entry WHERE seq = 2")
    assert await find_break(db) == 2
