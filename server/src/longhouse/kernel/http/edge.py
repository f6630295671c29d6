"""The outermost layer: every request comes in here and every answer leaves here.

Owns: request ids, the headers of every answer, timing and counting, and the last resort when
something below fails.
Promises: an answer always has a request id and the headers; a fault never shows its inside.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

from longhouse.kernel.clock import Clock
from longhouse.kernel.errors import AppError, InvalidRequest, NotFound
from longhouse.kernel.http import answers
from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.operations import Operations
from longhouse.kernel.http.web import WebFiles
from longhouse.kernel.limits import Allowance
from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.traces import Tracer

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

API = "/api/"
SOCKET = "/api/v1/ws"
# What a request that found no route is counted under, so that strangers cannot make up metrics.
_NO_ROUTE = "unmatched"
_NOBODY = "'none'"
Header = tuple[bytes, bytes]
# Says that the connection is closed behind this answer.
_LAST_ANSWER = (b"connection", b"close")


class Observe(Protocol):
    def request_answered(self, method: str, handler: str, status: int, seconds: float) -> None: ...


class Edge:
    def __init__(
        self,
        *,
        api: "ASGIApp",
        socket: "ASGIApp",
        web: WebFiles,
        operations: Operations,
        clock: Clock,
        observe: Observe,
        tracer: Tracer,
        arrivals: Arrivals,
        secure: bool,
        players: Sequence[str] = (),
    ) -> None:
        """`players` are the origins whose pages may stand inside of ours, when a member asks."""
        self._api = api
        self._socket = socket
        self._web = web
        self._operations = operations
        self._clock = clock
        self._observe = observe
        self._tracer = tracer
        self._arrivals = arrivals
        self._secure = secure
        self._headers = _security_headers(web.script_hashes, players, secure=secure)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        exchange = self._arrive(scope)
        if scope["type"] == "websocket":
            await self._open_socket(exchange, scope, receive, send)
            return
        leaving = self._operations.leaving
        headers = [*self._headers, _LAST_ANSWER] if leaving else self._headers
        answer = _Answer(exchange, headers, send)
        began = self._clock.monotonic()
        method: str = cast("Any", scope)["method"]
        with self._tracer.span(
            method,
            kind="server",
            traceparent=exchange.header("traceparent"),
        ) as span:
            try:
                await self._route(scope, receive, answer.send)
            except Exception as error:
                exchange.fault = error
                await self._last_resort(exchange, answer, error)
            finally:
                exchange.end_turn()
            if exchange.fault is not None:
                span.failed(exchange.fault)
            span.set("http.route", exchange.handler or _NO_ROUTE)
            span.set("http.response.status_code", answer.status)
        self._observe.request_answered(
            method,
            exchange.handler or _NO_ROUTE,
            answer.status,
            self._clock.monotonic() - began,
        )

    async def _open_socket(
        self, exchange: Exchange, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Only at its address, and only over TLS where members reach the house that way."""
        if scope["path"] != SOCKET or (self._secure and not exchange.secure):
            await receive()
            close: Any = {"type": "websocket.close", "code": 1008}
            await send(close)
            return
        cast("dict[str, object]", scope)["scheme"] = "wss" if exchange.secure else "ws"
        await self._socket(scope, receive, send)

    def _arrive(self, scope: "Scope") -> Exchange:
        client = scope["client"]
        exchange = self._arrivals.meet(
            scope["headers"], peer=client[0] if client else None, scheme=scope["scheme"]
        )
        exchange.place(scope)
        context.request_id.set(exchange.request_id)
        return exchange

    async def _route(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        path: str = scope["path"]
        if _has_nul(scope):
            raise InvalidRequest("An address may not hold a NUL character.")
        if path.startswith(API):
            await self._api(scope, receive, send)
        elif path in self._operations.paths:
            await self._operations(scope, send)
        elif path == API.rstrip("/"):
            raise NotFound
        else:
            await self._web(scope, send)

    async def _last_resort(self, exchange: Exchange, answer: "_Answer", error: Exception) -> None:
        """What no layer below has turned into an answer."""
        refusal: AppError = answers.understand(error)
        if answer.begun:
            # The head is out: breaking the connection is the only honest way to say so.
            raise error
        body = answers.encode(refusal, exchange.request_id)
        extra = [(k.lower().encode(), v.encode()) for k, v in refusal.headers.items()]
        start: Any = {
            "type": "http.response.start",
            "status": refusal.status,
            "headers": [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
                *extra,
            ],
        }
        await answer.send(start)
        end: Any = {"type": "http.response.body", "body": body}
        await answer.send(end)


class _Answer:
    """Adds to the head of an answer what every answer has."""

    __slots__ = ("_exchange", "_headers", "_send", "begun", "status")

    def __init__(self, exchange: Exchange, headers: Sequence[Header], send: "Send") -> None:
        self._exchange = exchange
        self._headers = headers
        self._send = send
        self.begun = False
        self.status = 500

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            # Whether the peer reads its answer is no matter of those who wait in line behind it.
            self._exchange.end_turn()
            self.begun = True
            self.status = message["status"]
            present = list(message.get("headers", ()))
            names = {name.lower() for name, _ in present}
            present += [header for header in self._headers if header[0] not in names]
            present.append((b"x-request-id", self._exchange.request_id.encode()))
            if b"cache-control" not in names:
                # Files say how long they are good for; everything else shows one moment to one
                # person, and nobody may keep it.
                present.append((b"cache-control", b"no-store"))
            if self._exchange.allowance is not None:
                present += _limit_headers(self._exchange.allowance)
                if self._exchange.allowance.spent and _LAST_ANSWER not in present:
                    # What was sent behind it, without waiting for an answer, gets none.
                    present.append(_LAST_ANSWER)
            message = {**message, "headers": present}
        await self._send(message)


def _limit_headers(allowance: Allowance) -> list[Header]:
    return [
        (b"x-ratelimit-limit", b"%d" % allowance.limit),
        (b"x-ratelimit-remaining", b"%d" % max(0, allowance.remaining)),
        (b"x-ratelimit-reset", b"%d" % allowance.retry_after),
    ]


def _security_headers(
    script_hashes: Sequence[str], players: Sequence[str], *, secure: bool
) -> list[Header]:
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(script_hashes)}".rstrip(),
            # Style attributes move what is dragged and sized; no style sheet comes from outside.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self'",
            "connect-src 'self'",
            f"frame-src {' '.join(players) or _NOBODY}",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        )
    )
    headers = [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (
            b"permissions-policy",
            b"camera=(self), microphone=(self), geolocation=(self), interest-cohort=()",
        ),
    ]
    if secure:
        headers.append((b"strict-transport-security", b"max-age=63072000; includeSubDomains"))
    return headers


def _has_nul(scope: "Scope") -> bool:
    return "\0" in scope["path"] or b"%00" in scope["query_string"]
