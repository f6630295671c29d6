"""What a route can ask for by the name of a parameter."""

import inspect
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter

from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.errors import InvalidRequest, Unauthorized
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.once import Once
from longhouse.kernel.http.visitor import Visitor, shorten_agent
from longhouse.kernel.paging import LONGEST, Page
from longhouse.kernel.principal import Admin, Principal


class Requirement(msgspec.Struct, frozen=True):
    """What the signature of a route says about who may call it."""

    member: bool
    admin: bool
    fresh: bool


_DEFAULT_LIMIT = 20


def requirement_of(handler: HTTPRouteHandler) -> Requirement:
    names = inspect.signature(handler.fn).parameters.keys()
    return Requirement(
        member=not names.isdisjoint({"principal", "admin", "fresh"}),
        admin="admin" in names,
        fresh="fresh" in names,
    )


def provided(db: Database, cookies: Cookies) -> Mapping[str, Provide]:
    async def tx() -> AsyncGenerator[Tx, None]:
        async with db.transaction() as opened:
            yield opened

    async def read() -> AsyncGenerator[Read, None]:
        async with db.read() as opened:
            yield opened

    def visitor(request: Request[Any, Any, Any]) -> Visitor:
        exchange = Exchange.of(request.scope)
        return Visitor(
            address=exchange.address,
            user_agent=shorten_agent(exchange.header("user-agent")),
            session_token=exchange.cookies.get(cookies.session_name),
            device_token=exchange.cookies.get(cookies.device_name),
        )

    return {
        "tx": Provide(tx),
        "read": Provide(read),
        "principal": Provide(_principal, sync_to_thread=False),
        "admin": Provide(_admin, sync_to_thread=False),
        "fresh": Provide(_fresh, sync_to_thread=False),
        "visitor": Provide(visitor, sync_to_thread=False),
        "page": Provide(_page, sync_to_thread=False),
        "once": Provide(_once, sync_to_thread=False),
    }


def _principal(request: Request[Any, Any, Any]) -> Principal:
    principal = Exchange.of(request.scope).principal
    if principal is None:
        # The gate lets nobody through to a route that asks for a principal; this is its lock.
        raise Unauthorized
    return principal


def _fresh(request: Request[Any, Any, Any]) -> Principal:
    return _principal(request)


def _admin(request: Request[Any, Any, Any]) -> Admin:
    principal = _principal(request)
    if not principal.is_admin:
        raise Unauthorized
    return Admin(**msgspec.structs.asdict(principal))


def _page(
    limit: int = Parameter(default=_DEFAULT_LIMIT, ge=1, le=LONGEST, description="How many."),
    cursor: str | None = Parameter(default=None, description="Where the last page ended."),
) -> Page:
    return Page(limit=limit, cursor=cursor)


def _once(request: Request[Any, Any, Any], tx: NamedDependency[Tx]) -> Once:
    exchange = Exchange.of(request.scope)
    keys = request.headers.getall("idempotency-key", [])
    if len(keys) > 1:
        raise InvalidRequest("Please send one Idempotency-Key.")
    return Once(
        tx,
        exchange.principal.user_id if exchange.principal else None,
        f"{request.method} {exchange.handler}",
        keys[0] if keys else None,
        exchange.body_digest,
    )
