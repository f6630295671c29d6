"""Builds the Litestar application from what the features bring."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from litestar import Litestar, Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec

from longhouse import __version__
from longhouse.kernel.db import Database
from longhouse.kernel.http.answers import answer
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.gate import REQUIREMENT, Gate
from longhouse.kernel.http.parameters import Injector, requirement_of
from longhouse.kernel.http.shapes import ErrorBody
from longhouse.kernel.module import Module

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


def build_api(
    modules: Sequence[Module],
    routes: Sequence[Any],
    dependencies: Mapping[str, object],
    db: Database,
    cookies: Cookies,
    gate: Gate,
) -> Litestar:
    """`routes` and their `dependencies` are those that belong to no feature."""
    injector = Injector(db, cookies)
    api = _Routes(
        path="/api/v1",
        route_handlers=[
            *(
                _prepare(handler, injector, {**dependencies, **module.dependencies}, module.name)
                for module in modules
                for handler in module.routes
            ),
            *(_prepare(handler, injector, dependencies) for handler in routes),
        ],
    )
    return Litestar(
        route_handlers=[api],
        exception_handlers={Exception: answer},
        middleware=[gate.middleware],
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


def _prepare(handler: Any, injector: Injector, services: Mapping[str, object], *tags: str) -> Any:
    """Put in what the route takes by name, and document the ways in which every route may refuse."""
    # A handler is a decorator: called with a function it becomes the handler of that function.
    prepared: HTTPRouteHandler = copy(handler)(injector.bind(handler, services))
    prepared.tags = tags
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


def schema_of(app: Litestar) -> dict[str, Any]:
    return app.openapi_schema.to_schema()
