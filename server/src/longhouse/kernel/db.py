"""The database: a pool, a connection that reads, a transaction that changes.

A `Read` is a borrowed connection in autocommit; a route that only reads asks for one and can do no
more. A `Tx` is one transaction: it also writes, appends events to the outbox, and keeps what has
to happen around its commit. Session state is only ever set LOCAL, so nothing has to be reset when
a connection goes back to the pool.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, LiteralString, Protocol, TypeVar, cast

import asyncpg

from longhouse.kernel.clock import Clock
from longhouse.kernel.connection import Connection
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.events import Event, Recorded
from longhouse.kernel.ids import EventId, new_id
from longhouse.kernel.telemetry.traces import Tracer

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    AnyConnection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]

T = TypeVar("T")
Step = Callable[[], Awaitable[None]]
# Writes the events of a transaction, on its own connection, just before it commits.
AppendEvents = Callable[["Tx", Sequence[Recorded]], Awaitable[None]]
# Takes over the events of a transaction once it has committed.
HandOn = Callable[[Sequence[Recorded]], None]

_CLOSING = 5.0

UniqueViolation = asyncpg.UniqueViolationError
ForeignKeyViolation = asyncpg.ForeignKeyViolationError
BadValue = asyncpg.DataError
DatabaseError = asyncpg.PostgresError
# Said of a connection that is gone, and of a call that makes no sense.
NotConnected = asyncpg.InterfaceError
# The database is restarting, gone, full, or too busy to have answered in time: worth another try.
TROUBLE: tuple[type[Exception], ...] = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.QueryCanceledError,
    asyncpg.TooManyConnectionsError,
    asyncpg.DiskFullError,
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    ConnectionError,
    TimeoutError,
)
# After these a commit may have come about or not.
_SAYS_NOTHING = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.QueryCanceledError,
)


class Observe(Protocol):
    def query_finished(self, outcome: Literal["ok", "error"], seconds: float) -> None: ...


class Probe:
    """Times every statement of a process, and traces it when traces are on."""

    __slots__ = ("_observe", "_tracer")

    def __init__(self, observe: Observe, tracer: Tracer) -> None:
        self._observe = observe
        self._tracer = tracer

    async def run(self, statement: Awaitable[T], sql: str) -> T:
        began = perf_counter()
        outcome: Literal["ok", "error"] = "error"
        try:
            with self._tracer.span("query", {"db.query.text": sql}, kind="client"):
                result = await statement
            outcome = "ok"
            return result
        finally:
            self._observe.query_finished(outcome, perf_counter() - began)


class Read:
    """A connection that reads. Statements see what was committed when each of them began."""

    __slots__ = ("_probe", "connection", "now")

    def __init__(self, connection: "AnyConnection", now: datetime, probe: Probe) -> None:
        self.connection = connection
        self.now = now
        """The time of the request: one reading of the clock for all that it does."""
        self._probe = probe

    async def rows(self, shape: type[T], sql: LiteralString, *args: object) -> list[T]:
        """Every row as a `shape`, whose fields carry the names of the columns."""
        records = await self._probe.run(self.connection.fetch(sql, *args), sql)
        if not records:
            return []
        # The names are taken from the first: as a mapping, each record would look up its own.
        names = tuple(records[0].keys())
        return [shape(**dict(zip(names, record, strict=True))) for record in records]

    async def row(self, shape: type[T], sql: LiteralString, *args: object) -> T | None:
        record = await self._probe.run(self.connection.fetchrow(sql, *args), sql)
        return None if record is None else shape(**record)

    async def value(self, kind: type[T], sql: LiteralString, *args: object) -> T | None:
        """The first column of the first row; `kind` is what the statement promises it to be."""
        found = await self._probe.run(self.connection.fetchval(sql, *args), sql)
        return cast("T | None", found)

    async def exists(self, sql: LiteralString, *args: object) -> bool:
        """Whether a statement answers with `true`; one that finds no row does not."""
        return await self.value(bool, sql, *args) is True

    async def values(self, kind: type[T], sql: LiteralString, *args: object) -> list[T]:
        records = await self._probe.run(self.connection.fetch(sql, *args), sql)
        return [cast("T", record[0]) for record in records]


class Tx(Read):
    """One transaction. Use-cases take it, use it, and never commit."""

    __slots__ = ("_after_commit", "_after_rollback", "_before_commit", "_events", "cause")

    def __init__(self, connection: "AnyConnection", now: datetime, probe: Probe) -> None:
        super().__init__(connection, now, probe)
        self.cause: EventId | None = None
        """The event that this transaction answers; of several, the first."""
        self._events: list[Recorded] = []
        self._before_commit: list[Step] = []
        self._after_commit: list[Step] = []
        self._after_rollback: list[Step] = []

    async def execute(self, sql: LiteralString, *args: object) -> int:
        """Run a statement; the number of rows that it touched."""
        tag = await self._probe.run(self.connection.execute(sql, *args), sql)
        count = tag.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def execute_many(self, sql: LiteralString, rows: Iterable[Sequence[object]]) -> None:
        await self._probe.run(self.connection.executemany(sql, rows), sql)

    def emit(self, event: Event) -> EventId:
        """Append a fact; it is stored with this transaction and told after its commit."""
        event_id = EventId(new_id())
        self._events.append(Recorded(id=event_id, at=self.now, event=event))
        return event_id

    def before_commit(self, step: Step) -> None:
        """Run `step` when the work is done and the commit not yet sent."""
        self._before_commit.append(step)

    def after_commit(self, step: Step) -> None:
        self._after_commit.append(step)

    def after_rollback(self, step: Step) -> None:
        """Undo what a `before_commit` step told others, once it is certain that nothing was
        committed. It is not run when nobody can say."""
        self._after_rollback.append(step)


class Database:
    """The pool of one process and the transactions made from it."""

    def __init__(
        self,
        pool: "asyncpg.Pool[asyncpg.Record]",
        clock: Clock,
        probe: Probe,
        *,
        append: AppendEvents,
        hand_on: HandOn,
        acquire_timeout: float,
    ) -> None:
        self.pool = pool
        self._clock = clock
        self._probe = probe
        self._append = append
        self._hand_on = hand_on
        self._acquire_timeout = acquire_timeout

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Read]:
        async with self._borrow() as connection:
            yield Read(connection, self._clock.now(), self._probe)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Tx]:
        """One transaction, committed when the block ends and rolled back when it raises.

        Events are stored just before the commit and handed on just after it. A `before_commit`
        step whose transaction then fails is answered by the `after_rollback` steps; when the answer
        to the commit is lost, neither those nor the `after_commit` steps are run, for nobody here
        knows whether it came about.
        """
        async with self._borrow() as connection:
            tx = Tx(connection, self._clock.now(), self._probe)
            committing = False
            try:
                async with connection.transaction():
                    yield tx
                    if tx._events:  # pyright: ignore[reportPrivateUsage] -- Database and Tx are one unit
                        await self._append(tx, tx._events)  # pyright: ignore[reportPrivateUsage]
                    for step in tx._before_commit:  # pyright: ignore[reportPrivateUsage]
                        await step()
                    committing = True
            except BaseException as error:
                if not committing or _is_refusal(error):
                    for step in tx._after_rollback:  # pyright: ignore[reportPrivateUsage]
                        await step()
                raise
        if tx._events:  # pyright: ignore[reportPrivateUsage]
            self._hand_on(tx._events)  # pyright: ignore[reportPrivateUsage]
        for step in tx._after_commit:  # pyright: ignore[reportPrivateUsage]
            await step()

    @asynccontextmanager
    async def _borrow(self) -> AsyncGenerator["PoolConnectionProxy[asyncpg.Record]"]:
        connection = await self._acquire()
        try:
            yield connection
        except asyncpg.InterfaceError as error:
            # asyncpg says this of a connection that is gone and of a call that makes no sense.
            if _is_gone(connection):
                raise ConnectionResetError("The connection to the database is gone.") from error
            raise
        finally:
            await self.pool.release(connection)

    async def _acquire(self) -> "PoolConnectionProxy[asyncpg.Record]":
        try:
            return await self.pool.acquire(timeout=self._acquire_timeout)
        except TimeoutError:
            raise Unavailable("Too many people at once. Please try again in a moment.") from None
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            raise Unavailable("The database is not answering. Please try again soon.") from None


def _is_gone(connection: "PoolConnectionProxy[asyncpg.Record]") -> bool:
    try:
        return connection.is_closed()
    except asyncpg.InterfaceError:
        # The pool has let go of it already.
        return True


def _is_refusal(error: BaseException) -> bool:
    """Whether the database said that it did not commit; a broken connection says nothing."""
    return isinstance(error, asyncpg.PostgresError) and not isinstance(error, _SAYS_NOTHING)


async def _keep(_connection: Any) -> None:
    """Nothing to reset: see the promise at the top of this file."""


async def open_pool(
    url: str, *, role: str | None, least: int, most: int, statement_timeout_ms: int
) -> "asyncpg.Pool[asyncpg.Record]":
    settings = {
        "application_name": "longhouse",
        "statement_timeout": str(statement_timeout_ms),
        "idle_in_transaction_session_timeout": "60000",
        "jit": "off",
    }
    if role is not None:
        settings["role"] = role
    return await asyncpg.create_pool(
        url,
        min_size=least,
        max_size=most,
        reset=_keep,
        connection_class=Connection,
        command_timeout=statement_timeout_ms / 1000 + 5,
        server_settings=settings,
    )


async def close_pool(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    """Wait a moment for what is under way, then close whatever is left."""
    try:
        await asyncio.wait_for(pool.close(), _CLOSING)
    except TimeoutError:
        pool.terminate()
