"""The three addresses for whoever runs the house: alive, ready, and what it measures."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import msgspec

from longhouse.kernel.clock import Clock
from longhouse.kernel.http.exchange import Exchange

if TYPE_CHECKING:
    from litestar.types import Scope, Send

log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[None]]
_PATIENCE = 2.0
_LOOPBACK = frozenset({"127.0.0.1", "::1"})


class Health(msgspec.Struct):
    status: str
    timestamp: datetime


class Readiness(msgspec.Struct):
    status: str
    checks: dict[str, str]


class Operations:
    def __init__(
        self,
        clock: Clock,
        *,
        checks: Mapping[str, Check],
        metrics: Callable[[], bytes],
        metrics_token: str | None,
    ) -> None:
        self._clock = clock
        self._checks = checks
        self._metrics = metrics
        self._metrics_token = metrics_token
        self.paths = frozenset({"/health", "/ready", "/metrics"})
        self.leaving = False
        """Set when the process is about to stop, so that a balancer sends nobody here any more."""

    async def __call__(self, scope: "Scope", send: "Send") -> None:
        method = cast("Any", scope)["method"]
        if method not in ("GET", "HEAD"):
            await _send(send, 405, [(b"allow", b"GET, HEAD")], b"")
            return
        status, media_type, body = await self.answer(scope["path"], Exchange.of(scope))
        headers = [
            (b"content-type", media_type),
            (b"content-length", str(len(body)).encode()),
        ]
        await _send(send, status, headers, b"" if method == "HEAD" else body)

    async def answer(self, path: str, exchange: Exchange) -> tuple[int, bytes, bytes]:
        """Status, kind and body, for whatever carries them."""
        match path:
            case "/health":
                body = msgspec.json.encode(Health("ok", self._clock.now()))
                return 200, b"application/json", body
            case "/ready":
                status, body = await self._ready()
                return status, b"application/json", body
            case _ if self._may_see_metrics(exchange):
                return 200, b"text/plain; version=0.0.4", self._metrics()
            case _:
                return 404, b"text/plain", b"Not found."

    async def _ready(self) -> tuple[int, bytes]:
        names = list(self._checks)
        outcomes = await asyncio.gather(*(self._outcome(name) for name in names))
        checks = dict(zip(names, outcomes, strict=True))
        if self.leaving:
            checks["process"] = "stopping"
        ready = all(outcome == "ok" for outcome in checks.values())
        body = msgspec.json.encode(Readiness("ready" if ready else "not_ready", checks))
        return (200 if ready else 503), body

    async def _outcome(self, name: str) -> str:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._checks[name]()
        except Exception as error:
            # The reason is for the log; a stranger learns only that something is down.
            log.warning("not ready: %s: %s", name, error)
            return "down"
        return "ok"

    def _may_see_metrics(self, exchange: Exchange) -> bool:
        """With a token whoever has it; without one only this machine, and not through a proxy."""
        if self._metrics_token:
            given = (exchange.header("authorization") or "").removeprefix("Bearer ")
            return hmac.compare_digest(given.encode(), self._metrics_token.encode())
        return exchange.address in _LOOPBACK and exchange.header("x-forwarded-for") is None


async def _send(send: "Send", status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    start: Any = {
        "type": "http.response.start",
        "status": status,
        "headers": [*headers, (b"cache-control", b"no-store")],
    }
    await send(start)
    end: Any = {"type": "http.response.body", "body": body}
    await send(end)
