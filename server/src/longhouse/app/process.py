"""One process of the house: read it from top to bottom to see what it is made of."""

import logging
from typing import Literal

from longhouse.app.visited import Visited
from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel import outbox
from longhouse.kernel.clock import Clock, SystemClock
from longhouse.kernel.config import Config
from longhouse.kernel.db import Database, Probe, close_pool, open_pool
from longhouse.kernel.house import House
from longhouse.kernel.http import Cookies, CsrfTokens
from longhouse.kernel.http.once import forget_old_keys
from longhouse.kernel.http.operations import Operations
from longhouse.kernel.jobs import JobRunner, Schedule
from longhouse.kernel.limits import Limits
from longhouse.kernel.live import Live
from longhouse.kernel.mail import Mailer
from longhouse.kernel.migrate import migrate
from longhouse.kernel.outbox.watch import OutboxWatch
from longhouse.kernel.secrets import load_secrets
from longhouse.kernel.settings import (
    DatabaseSettings,
    HouseSettings,
    HttpSettings,
    LiveSettings,
)
from longhouse.kernel.supervise import Supervisor
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.kernel.telemetry.telemetry import Telemetry
from longhouse.modules import build_modules
from longhouse.ports import Address, choose_blobs, choose_live, choose_post, database_address
from longhouse.realtime.timers import LoopTimers
from longhouse.realtime.withdrawals import Withdrawals

log = logging.getLogger(__name__)

Role = Literal["http", "sockets", "jobs"]
_ANY_HOST = ("127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 -- compared with, not bound to


class Longhouse:
    """One process of the house.

    With the role `http` it serves requests and sockets, with `sockets` nothing but sockets, with
    `jobs` it does the work that outlives them; `up` is `http` and `jobs`. Without a role it is a
    command beside the house. What a process without a relay commits is told by those that have one.
    """

    def __init__(
        self, config: Config, roles: frozenset[Role] = frozenset(), *, clock: Clock | None = None
    ) -> None:
        self.config = config
        self.roles = roles
        self.clock = clock or SystemClock()
        self.telemetry = Telemetry(config.get(TelemetrySettings), secrets=config.secrets)
        self._supervisor = Supervisor()

    @property
    def _relays(self) -> bool:
        """A gateway changes next to nothing, and leaves telling it to the others."""
        return bool(self.roles & {"http", "jobs"})

    @property
    def public_url(self) -> str:
        settings = self.config.get(HouseSettings)
        if settings.public_url:
            return settings.public_url.rstrip("/")
        host = "localhost" if settings.host in _ANY_HOST else settings.host
        return f"http://{host}:{settings.port}"

    async def open(self) -> None:
        """Build and start everything but the listener; what was started is stopped on failure."""
        self.telemetry.start()
        try:
            await self._open()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        await self._supervisor.stop()
        self.telemetry.stop()

    async def _open(self) -> None:
        settings = self.config.get(HouseSettings)
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = load_secrets(settings.data, settings.secret_key)
        address = await database_address(self.config, self._supervisor)
        if applied := await migrate(address.owner_url):
            log.info("migrated to %04d_%s", applied[-1].version, applied[-1].name)

        live = choose_live(self.config, self.clock)
        await self._supervisor.start("live state", live.start, live.stop)
        self.withdrawals = Withdrawals(live, LoopTimers(self.clock))
        await self._supervisor.start("withdrawals", self.withdrawals.start, self.withdrawals.stop)
        self.relay = outbox.Relay(self.telemetry.metrics)
        self.db = await self._pool(address)
        limits = Limits(live, self.clock, self.telemetry.metrics)
        mail = Mailer(choose_post(self.config), keys)
        self.house = House(
            config=self.config,
            clock=self.clock,
            db=self.db,
            live=live,
            blobs=choose_blobs(self.config),
            limits=limits,
            mail=mail,
            secrets=keys,
            metrics=self.telemetry.metrics,
            cookies=Cookies(
                secure=self.public_url.startswith("https://"),
                session_days=self.config.get(IdentitySettings).session_days,
            ),
            csrf=CsrfTokens(keys),
            withdraw=self.withdrawals.withdraw,
            public_url=self.public_url,
        )
        self.modules = build_modules(self.house)
        registry = outbox.EventRegistry(
            [event for module in self.modules for event in module.events],
            [subscriber for module in self.modules for subscriber in module.subscribers],
            [push for module in self.modules for push in module.pushes],
        )
        self.relay.use(self.db, registry, live)
        if self._relays:
            await self._start_relay(address)
        jobs = self._start_jobs(mail)
        if self.roles & {"http", "sockets"}:
            await self._start_visited(live, limits, jobs)

    async def _pool(self, address: Address) -> Database:
        settings = self.config.get(DatabaseSettings)
        pool = await open_pool(
            address.url,
            role=address.role,
            least=settings.pool_min,
            most=settings.pool_max,
            statement_timeout_ms=settings.statement_milliseconds,
        )
        self._supervisor.on_stop("database pool", lambda: close_pool(pool))
        metrics = self.telemetry.metrics
        metrics.watch_pool(
            lambda: {"idle": pool.get_idle_size(), "used": pool.get_size() - pool.get_idle_size()}
        )
        return Database(
            pool,
            self.clock,
            Probe(metrics, self.telemetry.tracer),
            append=outbox.append if self._relays else outbox.append_and_notify,
            hand_on=self.relay.hand_on,
            acquire_timeout=settings.acquire_seconds,
        )

    async def _start_relay(self, address: Address) -> None:
        watch = OutboxWatch(
            address.url,
            role=address.role,
            alone=self.config.get(LiveSettings).backend == "memory",
            wake=self.relay.wake_sweeper,
        )
        await self._supervisor.start("outbox watch", watch.open, watch.close)
        self._supervisor.loop("outbox watch", watch.run)
        self._supervisor.loop("outbox sweeper", self.relay.sweep)
        self._supervisor.loop("outbox relay", self.relay.run, self.relay.stop)

    def _start_jobs(self, mail: Mailer) -> JobRunner:
        subscribers = [s.job() for module in self.modules for s in module.subscribers]
        jobs = JobRunner(
            self.db,
            self.clock,
            self.telemetry.metrics,
            jobs=[mail.job, *subscribers, *(j for module in self.modules for j in module.jobs)],
            schedules=[
                Schedule("kernel.forget_relayed_events", "17 * * * *", self.relay.forget_old),
                Schedule("kernel.forget_idempotency_keys", "37 * * * *", forget_old_keys),
                *(schedule for module in self.modules for schedule in module.schedules),
            ],
        )
        if "jobs" in self.roles:
            self._supervisor.loop("jobs", jobs.run, jobs.stop)
        return jobs

    async def _start_visited(self, live: Live, limits: Limits, jobs: JobRunner) -> None:
        visited = Visited(
            self.house, self.modules, self.telemetry, withdrawals=self.withdrawals, limits=limits
        )
        self.realtime = visited.realtime
        await self._supervisor.start("realtime", self.realtime.start, self.realtime.stop)
        self.operations = Operations(
            self.clock,
            checks={
                "database": self._check_database,
                live.name: live.check,
                "blobs": self.house.blobs.check,
                **({"jobs": jobs.check} if "jobs" in self.roles else {}),
            },
            metrics=self.telemetry.metrics.render,
            metrics_token=self.config.get(HttpSettings).metrics_token,
        )
        if "http" in self.roles:
            self.api = visited.build_api()
            self.asgi = visited.build_edge(self.api, self.operations)
        else:
            self.gateway = visited.build_gateway(self.operations)
        for loop in (loop for module in self.modules for loop in module.loops):
            self._supervisor.loop(loop.name, loop.run, loop.stop)

    async def say_goodbye(self) -> None:
        """Be found by no balancer any more, and tell every socket why it ends."""
        self.operations.leaving = True
        if "http" in self.roles:
            await self.realtime.shutdown()
        else:
            await self.gateway.stop()

    async def _check_database(self) -> None:
        async with self.db.read() as read:
            await read.value(int, "SELECT 1")
