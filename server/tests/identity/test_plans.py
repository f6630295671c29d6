"""The statements that run for every request find their row by an index."""

from typing import LiteralString

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.db import Read
from support.people import People


async def plans_of(
    longhouse: Longhouse, seen: list[tuple[LiteralString, tuple[object, ...]]]
) -> str:
    plans: list[str] = []
    async with longhouse.db.transaction() as tx:
        await tx.execute("SET LOCAL enable_seqscan = off")
        for sql, args in seen:
            plans += await tx.values(str, f"EXPLAIN {sql}", *args)
    return "\n".join(plans)


async def test_sign_ins_and_sessions_are_found_by_their_indexes(
    people: People, longhouse: Longhouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people.member("ben")
    seen: list[tuple[LiteralString, tuple[object, ...]]] = []
    real = Read.row

    async def note(self: Read, shape: type[object], sql: LiteralString, *args: object) -> object:
        seen.append((sql, args))
        return await real(self, shape, sql, *args)

    monkeypatch.setattr(Read, "row", note)
    await people.stranger("ben").sign_in()
    monkeypatch.undo()
    lookups: list[tuple[LiteralString, tuple[object, ...]]] = [
        (sql, args) for sql, args in seen if "FOR UPDATE" not in sql and "identity." in sql
    ]
    plan = await plans_of(longhouse, lookups)
    assert "Seq Scan" not in plan
    for index in ("session_token_unique", "account_by_username", "account_email_unique"):
        assert index in plan
