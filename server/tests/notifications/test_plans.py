"""The list and the count cost two statements and one, which find their rows by their indexes."""

from collections.abc import Awaitable
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import pytest

from longhouse.app import Longhouse
from longhouse.features.notifications.store.lists import LIST
from longhouse.features.notifications.store.sections import COUNT, STANDING
from longhouse.kernel.db import Probe
from longhouse.kernel.ids import UserId
from notifications.steps import listed, unread
from posts.steps import publish
from support.people import People

_ROWS = 5_000
_EXPLAIN_LIST = f"EXPLAIN {LIST}"
_EXPLAIN_COUNT = f"EXPLAIN {COUNT}"
_EXPLAIN_STANDING = f"EXPLAIN {STANDING}"


async def fill(longhouse: Longhouse, mine: UserId, others: UserId, url: str) -> None:
    """A member with a past, among others with more of it, and statistics as a house has them."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO posts.post (id, author_id, section_id, content, last_activity_at, created_at)
            SELECT ('0190d6a1-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1,
                   (SELECT array_agg(id) FROM posts.section)[1 + n % 7], 'Number ' || n, now(), now()
            FROM generate_series(1, $2::integer) AS n
            """,
            mine,
            _ROWS,
        )
        await tx.execute(
            """
            INSERT INTO notifications.notification
                (id, user_id, type, target_id, post_id, created_at, updated_at, read_at, collapses)
            SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN $1::uuid ELSE gen_random_uuid() END,
                   'reaction', p.id, p.id, now(), now() - make_interval(mins => n),
                   CASE WHEN n % 3 = 0 THEN now() END, false
            FROM generate_series(1, $2::integer) AS n
            JOIN posts.post AS p
                ON p.id = ('0190d6a1-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
            """,
            mine,
            _ROWS,
        )
        await tx.execute(
            """
            INSERT INTO notifications.cause (cause_id, user_id, notification_id, actor_id, emoji, at)
            SELECT gen_random_uuid(), user_id, id, $1, '👍', updated_at
            FROM notifications.notification
            """,
            others,
        )
    owner = await asyncpg.connect(url)
    try:
        await owner.execute("ANALYZE")
    finally:
        await owner.close()


async def test_the_list_and_the_count_run_along_their_own_indexes(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await fill(longhouse, ada.id, ben.id, database_url)
    later, last = datetime(9999, 1, 1, tzinfo=UTC), UUID(int=(1 << 128) - 1)
    async with longhouse.db.transaction() as tx:
        plan = "\n".join(await tx.values(str, _EXPLAIN_LIST, ada.id, later, last))
        assert "notification_by_user" in plan, plan
        assert "cause_of_notification" in plan, plan
        assert "Seq Scan on notification" not in plan, plan
        assert "Seq Scan on cause" not in plan, plan
        assert "Seq Scan on post p" not in plan, plan
        for explain in (_EXPLAIN_COUNT, _EXPLAIN_STANDING):
            plan = "\n".join(await tx.values(str, explain, ada.id))
            assert "notification_unread" in plan, plan
            assert "post_by_section" in plan, plan
            assert "Seq Scan on notification" not in plan, plan
            assert "Seq Scan on post p" not in plan, plan
    assert await unread(ada) == 100, "counting ends where nobody reads on"


async def test_the_list_takes_two_statements_and_the_count_one(
    people: People, longhouse: Longhouse, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await fill(longhouse, ada.id, ben.id, database_url)
    await publish(ben)
    seen: list[str] = []
    real = Probe.run

    async def note(self: Probe, statement: Awaitable[object], sql: str) -> object:
        if "notifications." in sql:
            seen.append(sql)
        return await real(self, statement, sql)

    await listed(ada)
    monkeypatch.setattr(Probe, "run", note)
    assert len(await listed(ada, "?limit=100")) == 100
    assert len(seen) == 2
    seen.clear()
    assert await unread(ada) == 101
    assert len(seen) == 1
