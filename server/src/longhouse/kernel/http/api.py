"""Builds the Litestar application from what the features bring."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from litestar import Litestar, Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec

from longhouse import __version__
from longhouse.kernel.db import Database
from longhouse.kernel.http.answers import answer
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.gate import REQUIREMENT, Gate
from longhouse.kernel.http.parameters import bind, requirement_of
from longhouse.kernel.http.shapes import ErrorBody
from longhouse.kernel.http.supplies import Supplies
from longhouse.kernel.module import Module

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

_NO_FEATURE = ""
_REFUSALS = {
    400: "It could not be understood.",
    401: "Nobody is signed in, or the secret was wrong.",
    403: "Not allowed.",
    404: "Not there, or not yours to see.",
    409: "It stands against something that is already so.",
    413: "Too large.",
    415: "Not JSON.",
    422: "Some fields cannot be taken.",
    429: "Too much at once.",
    503: "Busy or restarting.",
}


class Api:
    """The routes, with what one house puts into them: an ASGI application."""

    def __init__(self, routed: Litestar, supplies: Supplies) -> None:
        self.routed = routed
        self._supplies = supplies

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        self._supplies.place(scope)
        await self.routed(scope, receive, send)


def build_api(
    modules: Sequence[Module],
    routes: Sequence[Any],
    dependencies: Mapping[str, object],
    db: Database,
    cookies: Cookies,
    gate: Gate,
) -> Api:
    """`routes` and their `dependencies` are those that belong to no feature."""
    services = {_NO_FEATURE: dependencies} | {
        module.name: {**dependencies, **module.dependencies} for module in modules
    }
    handlers = {_NO_FEATURE: routes} | {module.name: module.routes for module in modules}
    routed = _route(
        tuple(
            _Brought(feature, tuple(handlers[feature]), frozenset(services[feature]))
            for feature in (*(module.name for module in modules), _NO_FEATURE)
        )
    )
    return Api(routed, Supplies(db=db, cookies=cookies, admit=gate.admit, services=services))


class _Brought(NamedTuple):
    """What the code of one feature says about its routes."""

    feature: str
    handlers: tuple[Any, ...]
    services: frozenset[str]


# Reading what every route takes and gives is most of the work of building a house, and comes out
# the same for all houses of a process.
@lru_cache(maxsize=1)
def _route(brought: tuple[_Brought, ...]) -> Litestar:
    api = _Routes(
        path="/api/v1",
        route_handlers=[_prepare(handler, one) for one in brought for handler in one.handlers],
    )
    return Litestar(
        route_handlers=[api],
        exception_handlers={Exception: answer},
        middleware=[_through_gate],
        openapi_config=OpenAPIConfig(
            title="Longhouse",
            version=__version__,
            render_plugins=(),
            path="/api/v1/schema",
            operation_id_creator=_operation_id,
        ),
        logging_config=None,
        debug=False,
        # The gate has read and bounded every body before a route is reached.
        request_max_body_size=None,
    )


class _Routes(Router):
    """Litestar copies a router to its depths before it takes it, so that it can be taken twice.
    This one is made for one application, and a house starts in half the time without."""

    def __deepcopy__(self, _memo: object) -> "_Routes":
        return self


def _through_gate(app: "ASGIApp") -> "ASGIApp":
    async def pass_through(scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] == "http":
            receive = await Supplies.of(scope).admit(scope, receive)
        await app(scope, receive, send)

    return cast("ASGIApp", pass_through)


def _prepare(handler: Any, brought: _Brought) -> Any:
    """Put in what the route takes by name, and document the ways in which every route may refuse."""
    bound = bind(handler, brought.feature, brought.services)
    # A handler is a decorator: called with a function it becomes the handler of that function.
    prepared: HTTPRouteHandler = copy(handler)(bound)
    prepared.tags = () if brought.feature == _NO_FEATURE else (brought.feature,)
    prepared.opt = {**handler.opt, REQUIREMENT: requirement_of(handler.fn)}
    prepared.responses = {
        **{
            status: ResponseSpec(ErrorBody, description=meaning, generate_examples=False)
            for status, meaning in _REFUSALS.items()
        },
        **(prepared.responses or {}),
    }
    return prepared


def _operation_id(handler: HTTPRouteHandler, _method: object, _path: object) -> str:
    """The name of the route's function; a test holds that no two are the same."""
    first, *rest = handler.handler_name.split(".")[-1].split("_")
    return first + "".join(word.capitalize() for word in rest)


def schema_of(api: Api) -> dict[str, Any]:
    return api.routed.openapi_schema.to_schema()
