"""What a route can ask for by the name of a parameter, and giving it.

Litestar sees of a route only what the client sends. Everything else is put in here, in one step
and in an order that can be read: first who asks, then what costs nothing, last the connection. A
transaction is therefore opened only for a request that could be understood, and it is committed
before the answer is written.
"""

import hashlib
import inspect
from collections.abc import Awaitable, Callable, Mapping, Set
from typing import Annotated, Any, get_origin

import msgspec
from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from longhouse.kernel.errors import InvalidRequest, Unauthorized
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.once import OnceIn
from longhouse.kernel.http.supplies import Supplies
from longhouse.kernel.http.visitor import Visitor, shorten_agent
from longhouse.kernel.languages import wished_language
from longhouse.kernel.paging import LONGEST, Page
from longhouse.kernel.principal import Admin, Principal

AnyRequest = Request[Any, Any, Any]
Route = Callable[..., Awaitable[Any]]

_DEFAULT_LIMIT = 20
_PAGE_PARAMETERS: Mapping[str, tuple[Any, Any]] = {
    "limit": (
        Annotated[int, QueryParameter(ge=1, le=LONGEST, description="How many.")],
        _DEFAULT_LIMIT,
    ),
    "cursor": (
        Annotated[str | None, QueryParameter(description="Where the last page ended.")],
        None,
    ),
}
_PROVIDED = frozenset(
    {"tx", "read", "principal", "admin", "fresh", "caller", "visitor", "page", "once", "once_in"}
)


class Requirement(msgspec.Struct, frozen=True):
    """What the signature of a route says about who may call it."""

    member: bool
    admin: bool
    fresh: bool
    caller: bool
    """Open to visitors, and wants to know of a member who they are."""


def requirement_of(route: Route) -> Requirement:
    names = inspect.signature(route).parameters.keys()
    return Requirement(
        member=not names.isdisjoint({"principal", "admin", "fresh"}),
        admin="admin" in names,
        fresh="fresh" in names,
        caller="caller" in names,
    )


def bind(handler: HTTPRouteHandler, feature: str, services: Set[str]) -> Route:
    """Turn a route as a feature writes it into one that Litestar can call.

    `services` are the names of what the route may take besides what everyone may.
    """
    route: Route = handler.fn
    wanted = inspect.signature(route).parameters
    served = tuple(name for name in wanted if name in services)
    makers = [(name, make) for name, make in _MAKERS.items() if name in wanted]
    opens = next((name for name in ("tx", "read") if name in wanted), None)
    once = "once" in wanted
    once_in = "once_in" in wanted
    paged = "page" in wanted
    visited = "visitor" in wanted
    keeps_request = "request" in wanted

    async def call(request: AnyRequest, **given: Any) -> Any:
        exchange = Exchange.of(request.scope)
        if paged:
            given["page"] = Page(limit=given.pop("limit"), cursor=given.pop("cursor"))
        for name, make in makers:
            given[name] = make(exchange)
        if keeps_request:
            given["request"] = request
        supplies = Supplies.of(request.scope)
        if visited:
            given["visitor"] = _visitor(exchange, supplies.cookies)
        for name in served:
            given[name] = supplies.services[feature][name]
        if once_in:
            given["once_in"] = _once_in(exchange, request)
        if opens is None:
            return await route(**given)
        if opens == "read":
            async with supplies.db.read() as read:
                return await route(read=read, **given)
        async with supplies.db.transaction() as tx:
            if once:
                given["once"] = _once_in(exchange, request)(tx)
            return await route(tx=tx, **given)

    _describe(call, route, handler, {*_PROVIDED, *served})
    return call


def _describe(call: Any, route: Route, handler: HTTPRouteHandler, put_in: set[str]) -> None:
    """Give `call` the signature that the client sees: what is left of the route's own."""
    empty = inspect.Parameter.empty
    hints: dict[str, Any] = inspect.get_annotations(route, eval_str=True)
    wanted = inspect.signature(route).parameters
    sent = {
        name: (_marked(name, hints[name], handler), parameter.default)
        for name, parameter in wanted.items()
        if name not in put_in and name != "request"
    }
    if "page" in wanted:
        sent |= _PAGE_PARAMETERS
    parameters = [
        inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=AnyRequest),
        *(
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default
            )
            for name, (kind, default) in sent.items()
        ),
    ]
    answer = hints.get("return", empty)
    call.__signature__ = inspect.Signature(parameters, return_annotation=answer)
    call.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": answer}
    for attribute in ("__name__", "__qualname__", "__module__", "__doc__"):
        setattr(call, attribute, getattr(route, attribute))


def _marked(name: str, annotation: Any, handler: HTTPRouteHandler) -> Any:
    """Litestar wants each parameter marked with where it comes from; its name says so."""
    if get_origin(annotation) is Annotated:
        return annotation
    if name == "data":
        return JSONBody[annotation]
    if any(f"{{{name}:" in path for path in handler.paths):
        return FromPath[annotation]
    return FromQuery[annotation]


def _principal(exchange: Exchange) -> Principal:
    if exchange.principal is None:
        # The gate lets nobody through to a route that asks for a principal; this is its lock.
        raise Unauthorized
    return exchange.principal


def _caller(exchange: Exchange) -> Principal | None:
    return exchange.principal


def _admin(exchange: Exchange) -> Admin:
    principal = _principal(exchange)
    if not principal.is_admin:
        raise Unauthorized
    return Admin(**msgspec.structs.asdict(principal))


_MAKERS: Mapping[str, Callable[[Exchange], object]] = {
    "principal": _principal,
    "fresh": _principal,
    "admin": _admin,
    "caller": _caller,
}


def _visitor(exchange: Exchange, cookies: Cookies) -> Visitor:
    return Visitor(
        address=exchange.address,
        user_agent=shorten_agent(exchange.header("user-agent")),
        session_token=exchange.cookies.get(cookies.session_name),
        device_token=exchange.cookies.get(cookies.device_name),
        language=wished_language(exchange.header("accept-language")),
    )


def _once_in(exchange: Exchange, request: AnyRequest) -> OnceIn:
    route = f"{request.method} {exchange.handler}"
    if request.path_params:
        # What is asked of one person or post is not what is asked of another.
        route += f" {hashlib.sha256(request.scope['path'].encode()).hexdigest()}"
    return OnceIn(
        exchange.principal.user_id if exchange.principal else None,
        route,
        _idempotency_key(request),
        exchange.body_digest,
    )


def _idempotency_key(request: AnyRequest) -> str | None:
    keys = request.headers.getall("idempotency-key", [])
    if len(keys) > 1:
        raise InvalidRequest("Please send one Idempotency-Key.")
    return keys[0] if keys else None
