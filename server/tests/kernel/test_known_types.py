"""What PostgreSQL's own types are is asked once in a process; what others are, on each connection."""

import asyncpg

from longhouse.kernel.db import Database, Read

# Nothing in the house uses these, so that no other test has asked for them.
_OWN = "SELECT ARRAY[macaddr '08:00:2b:01:02:03']"
_OTHER = "SELECT ARRAY['calm'::kernel.mood, 'stormy']"


async def asked(read: Read) -> int | None:
    return await read.value(
        int,
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'WITH RECURSIVE typeinfo_tree%'",
    )


async def test_a_second_connection_knows_what_the_first_has_asked(db: Database) -> None:
    async with db.read() as first, db.read() as second:
        for read, questions in ((first, 1), (second, 0)):
            assert await read.value(list, _OWN) == ["08:00:2b:01:02:03"]
            assert await asked(read) == questions
        # One that was asked on the way disturbs no statement that is under way.
        assert await second.rows(dict, "SELECT ARRAY[1.5::float4] AS one") == [{"one": [1.5]}]


async def test_a_type_that_is_not_the_same_everywhere_is_asked_for_on_each_connection(
    db: Database, database_url: str
) -> None:
    owner = await asyncpg.connect(database_url)
    await owner.execute("CREATE TYPE kernel.mood AS ENUM ('calm', 'stormy')")
    await owner.close()
    async with db.read() as first, db.read() as second:
        for read in (first, second):
            assert await read.value(list, _OTHER) == ["calm", "stormy"]
            assert await asked(read) == 1
