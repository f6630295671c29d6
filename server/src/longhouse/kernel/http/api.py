"""Builds the Litestar application from what the features bring."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec

from longhouse import __version__
from longhouse.kernel.db import Database
from longhouse.kernel.http.answers import exception_handlers
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.gate import Gate
from longhouse.kernel.http.parameters import provided
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
    routers = [
        Router(
            path="/",
            route_handlers=[_with_refusals(handler) for handler in module.routes],
            dependencies={name: _constant(value) for name, value in module.dependencies.items()},
            tags=[module.name],
        )
        for module in modules
        if module.routes
    ]
    api = Router(
        path="/api/v1",
        route_handlers=[*routers, *(_with_refusals(handler) for handler in routes)],
        dependencies={
            **provided(db, cookies),
            **{name: _constant(value) for name, value in dependencies.items()},
        },
    )
    return Litestar(
        route_handlers=[api],
        exception_handlers=exception_handlers(),
        middleware=[gate.middleware],
        openapi_config=OpenAPIConfig(
            title="Longhouse", version=__version__, render_plugins=(), path="/api/v1/schema"
        ),
        logging_config=None,
        debug=False,
        # The gate has read and bounded every body before a route is reached.
        request_max_body_size=None,
    )


def _with_refusals(handler: Any) -> Any:
    """Every route may refuse in these ways; the contract says so for each."""
    documented: HTTPRouteHandler = copy(handler)
    documented.responses = {
        **{
            status: ResponseSpec(ErrorBody, description=meaning, generate_examples=False)
            for status, meaning in _REFUSALS.items()
        },
        **(documented.responses or {}),
    }
    return documented


def _constant(value: object) -> Provide:
    def provide() -> Any:
        return value

    return Provide(provide, sync_to_thread=False)


def schema_of(app: Litestar) -> dict[str, Any]:
    return app.openapi_schema.to_schema()

