"""A database with an outbox whose relay the test turns by hand."""

from collections.abc import AsyncIterator, Sequence

import pytest

from longhouse.kernel import outbox
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.db import Database, Probe, open_pool
from longhouse.kernel.events import Recorded
from longhouse.kernel.migrate import APP_ROLE
from longhouse.kernel.telemetry.metrics import Metrics
from longhouse.kernel.telemetry.traces import Untraced
from support.clocks import FakeClock


@pytest.fixture
def metrics() -> Metrics:
    return Metrics("test")


@pytest.fixture
async def live(clock: FakeClock) -> AsyncIterator[MemoryLive]:
    live = MemoryLive(clock)
    await live.start()
    yield live
    await live.stop()


@pytest.fixture
def handed_on() -> list[Recorded]:
    """What the database gave to its relay, in the order of the commits."""
    return []


@pytest.fixture
async def db(
    database_url: str, clock: FakeClock, metrics: Metrics, handed_on: list[Recorded]
) -> AsyncIterator[Database]:
    """As the house's own role, like the house itself."""
    pool = await open_pool(
        database_url, role=APP_ROLE, least=1, most=6, statement_timeout_ms=10_000
    )

    def hand_on(recorded: Sequence[Recorded]) -> None:
        handed_on.extend(recorded)

    yield Database(
        pool,
        clock,
        Probe(metrics, Untraced()),
        append=outbox.append,
        hand_on=hand_on,
        acquire_timeout=5,
    )
    await pool.close()
