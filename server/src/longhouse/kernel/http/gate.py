"""Between the router and a route: who is asking, whether a page of ours asked, how often, with what.

The order is chosen so that each check costs little compared with what it saves: the origin and the
size of a body before it is read, the session before the body is looked at, the limit before any
work is done.
"""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from longhouse.kernel.clock import Clock
from longhouse.kernel.errors import (
    Forbidden,
    InvalidRequest,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    ReauthenticationRequired,
    TooLarge,
    Unauthorized,
    UnsupportedMedia,
)
from longhouse.kernel.http.csrf import CsrfTokens
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.identify import Identify
from longhouse.kernel.http.origins import Origins
from longhouse.kernel.http.parameters import Requirement
from longhouse.kernel.http.turns import Turns
from longhouse.kernel.http.visitor import place_of
from longhouse.kernel.limits import Limits
from longhouse.kernel.principal import Principal
from longhouse.kernel.settings import HttpSettings
from longhouse.kernel.telemetry import context

if TYPE_CHECKING:
    from litestar.handlers import HTTPRouteHandler
    from litestar.types import Receive, Scope

LINGERS = "lingers"
"""Where a route says that it mostly waits, and takes nobody's turn meanwhile."""
REQUIREMENT = "requirement"
"""Where a route carries what its signature says about who may call it."""
UPLOADS_AT_ONCE = 6
"""How many files of one member arrive at once; what is kept of each while it does takes memory and
disk. The others wait in a line of their own."""

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FORMS = frozenset({b"application/x-www-form-urlencoded", b"multipart/form-data"})
_FRESH = timedelta(minutes=10)
_MINUTE = 60.0
# What is said at the door is short, and strangers are many: what they send is held until it is whole.
_STRANGERS_BYTES = 65_536
# `\u0000` behind an even number of backslashes: PostgreSQL keeps no NUL in text.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_DEEPEST = 64
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+"')


class Gate:
    """Stands before all routes of one house."""

    def __init__(
        self,
        settings: HttpSettings,
        clock: Clock,
        identify: Identify,
        csrf: CsrfTokens,
        origins: Origins,
        limits: Limits,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._identify = identify
        self._csrf = csrf
        self._origins = origins
        self._limits = limits
        self._turns = Turns(settings.requests_at_once)
        self._uploads = Turns(UPLOADS_AT_ONCE)

    async def admit(self, scope: "Scope", receive: "Receive") -> "Receive":
        """Raise why a request may not reach its route; what the route is to read its body from."""
        exchange = Exchange.of(scope)
        method: str = cast("Any", scope)["method"]
        handler = cast("HTTPRouteHandler", scope["route_handler"])
        exchange.handler = cast("str", cast("Any", scope).get("path_template", scope["path"]))
        changes = method in _CHANGING
        if changes:
            self._origins.check(exchange)
        requirement = cast("Requirement | None", handler.opt.get(REQUIREMENT))
        if requirement is None:
            # Not a route of ours: Litestar answers OPTIONS for each path, and shows its own pages.
            raise MethodNotAllowed if method == "OPTIONS" else NotFound
        await self._recognise(exchange, requirement)
        await self._stand_in_line(exchange, self._turns)
        if exchange.turn and exchange.turn.waited:
            # Who they were when they came says nothing of who they are now.
            await self._recognise(exchange, requirement)
        await self._count(exchange)
        if requirement.member:
            self._require(exchange, requirement)
        elif requirement.caller and exchange.principal is None:
            self._identify.check_nothing_shown(exchange.headers, exchange.cookies)
        if changes and exchange.principal and exchange.principal.via == "cookie":
            token = exchange.header("x-csrf-token")
            self._csrf.check(token, exchange.principal, self._clock.now())
        if not changes and not handler.opt.get(LINGERS):
            return receive
        # What comes next may take as long as the peer likes, and is no work.
        exchange.end_turn()
        if not changes:
            return receive
        if handler.opt.get("stream"):
            await self._stand_in_line(exchange, self._uploads)
        else:
            body = await self._body(exchange, receive, takes_form=bool(handler.opt.get("form")))
            exchange.body_digest = hashlib.sha256(body).digest()
            receive = _replay(body, receive)
            await self._stand_in_line(exchange, self._turns)
        if requirement.member:
            # A body may be sent so slowly that a session or a right has ended before it is there.
            await self._recognise(exchange, requirement)
            self._require(exchange, requirement)
        return receive

    async def _recognise(self, exchange: Exchange, requirement: Requirement) -> None:
        if requirement.member or requirement.caller:
            exchange.principal = await self._identify(exchange.headers, exchange.cookies)
            if exchange.principal is not None:
                context.user_id.set(str(exchange.principal.user_id))

    async def _stand_in_line(self, exchange: Exchange, turns: Turns) -> None:
        principal = exchange.principal
        exchange.turn = await turns.take(
            f"member:{principal.user_id}" if principal else f"address:{place_of(exchange.address)}"
        )

    async def _count(self, exchange: Exchange) -> None:
        if exchange.principal is not None:
            key = f"requests:{exchange.principal.user_id}"
            limit = self._settings.requests_per_minute
        else:
            key = f"requests:{place_of(exchange.address)}"
            limit = self._settings.anonymous_requests_per_minute
        exchange.allowance = await self._limits.take(key, limit, _MINUTE)
        if exchange.allowance.spent:
            raise RateLimited(exchange.allowance.retry_after)

    def _require(self, exchange: Exchange, requirement: Requirement) -> None:
        principal: Principal | None = exchange.principal
        if principal is None:
            raise Unauthorized
        if requirement.admin and not principal.is_admin:
            raise Forbidden
        if requirement.fresh and not self.is_fresh(principal):
            raise ReauthenticationRequired

    def is_fresh(self, principal: Principal) -> bool:
        at = principal.reauthenticated_at
        return at is not None and self._clock.now() - at < _FRESH

    async def _body(
        self, exchange: Exchange, receive: "Receive", *, takes_form: bool = False
    ) -> bytes:
        most = self._settings.body_bytes
        if exchange.principal is None:
            most = min(most, _STRANGERS_BYTES)
        declared = exchange.header("content-length")
        if declared is not None and (not declared.isdigit() or int(declared) > most):
            raise TooLarge
        try:
            async with asyncio.timeout(self._settings.body_seconds):
                body = await self._read(receive, most)
        except TimeoutError:
            raise InvalidRequest("The request took too long to arrive.") from None
        if takes_form and _media_type(exchange.headers) in _FORMS:
            # Nobody reads it: where a form is taken, the address says everything.
            return b"{}"
        if body:
            _check_json(body, exchange.headers)
        return body

    async def _read(self, receive: "Receive", most: int) -> bytes:
        chunks: list[bytes] = []
        size = 0
        while True:
            message = cast("Mapping[str, Any]", await receive())
            if message["type"] != "http.request":
                raise InvalidRequest("The request broke off.")
            chunk = cast("bytes", message.get("body", b""))
            size += len(chunk)
            if size > most:
                raise TooLarge
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks)


def _media_type(headers: Mapping[bytes, bytes]) -> bytes:
    return headers.get(b"content-type", b"").split(b";")[0].strip().lower()


def _check_json(body: bytes, headers: Mapping[bytes, bytes]) -> None:
    if _media_type(headers) != b"application/json":
        raise UnsupportedMedia
    try:
        body.decode()
    except UnicodeDecodeError:
        raise InvalidRequest("The request is not UTF-8.") from None
    if _NUL.search(body):
        raise InvalidRequest("Text may not hold a NUL character.")
    if _deeper_than(body, _DEEPEST):
        raise InvalidRequest("That is nested too deeply.")


def _deeper_than(body: bytes, most: int) -> bool:
    """Whether brackets outside of strings nest deeper than `most`."""
    if body.count(b"[") + body.count(b"{") <= most:
        return False
    depth = 0
    for byte in _STRINGS.sub(b"", body):
        if byte in b"[{":
            depth += 1
            if depth > most:
                return True
        elif byte in b"]}":
            depth -= 1
    return False


def _replay(body: bytes, receive: "Receive") -> "Receive":
    given = False

    async def replay() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return cast("Receive", replay)
