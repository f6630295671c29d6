"""The queue's tables are looked at once, and what is seen is what PgQueuer itself would see."""

from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.adapters.persistence.queries import Queries

from longhouse.kernel.db import Database
from longhouse.kernel.jobs.queue import queries_of
from longhouse.kernel.jobs.structure import StructuredQueries

TABLES = ("pgqueuer", "pgqueuer_log", "pgqueuer_statistics", "migration", "nowhere")
COLUMNS = ("heartbeat", "traceback", "slot", "pgqueuer_pkey", "nothing", "ctid")
INDEXES = ("pgqueuer_log_job_id_status", "pgqueuer_picked_slot_idx", "heartbeat", "none")


async def test_looking_once_sees_what_pgqueuer_sees(db: Database) -> None:
    driver = AsyncpgPoolDriver(db.pool)
    ours, theirs = queries_of(StructuredQueries, driver), queries_of(Queries, driver)
    found = 0
    for table in TABLES:
        assert await ours.has_table(table) == await theirs.has_table(table), table
        for column in COLUMNS:
            has = await theirs.table_has_column(table, column)
            assert await ours.table_has_column(table, column) == has, (table, column)
            found += has
        for index in INDEXES:
            has = await theirs.table_has_index(table, index)
            assert await ours.table_has_index(table, index) == has, (table, index)
            found += has
    assert found == 5
