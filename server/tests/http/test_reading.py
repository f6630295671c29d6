"""Reading has no effect, whoever reads and whatever."""

from longhouse.app import Longhouse
from support.contract import PREFIX, operations
from support.households import Household
from support.tables import checksums

ROOTS = ("/", "/welcome", "/index.html", "/nothing.js", "/health", "/ready", "/metrics", "/api")


async def test_nothing_that_is_read_leaves_a_trace(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    before = await checksums(database_url)
    read = 0
    for reader in (household.stranger, household.ben, household.ada):
        for operation in operations(longhouse):
            path = PREFIX + operation.at(household.places)
            for method in ("GET", "HEAD", "OPTIONS"):
                answer = await reader.client.request(method, f"{longhouse.public_url}{path}")
                assert answer.status_code < 500, f"{method} {path}"
                read += answer.status_code == 200
        for path in ROOTS:
            for method in ("GET", "HEAD"):
                answer = await reader.client.request(method, f"{longhouse.public_url}{path}")
                assert answer.status_code < 500, f"{method} {path}"
    assert read > 20
    assert await checksums(database_url) == before


async def test_a_change_does_leave_one(household: Household, database_url: str) -> None:
    before = await checksums(database_url)
    await household.ben.patch("/users/me", {"bio": "Keeps bees."})
    after = await checksums(database_url)
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"profiles.profile", "profiles.face", "kernel.outbox"}
