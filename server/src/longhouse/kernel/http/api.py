"""Builds the Litestar application from what the features bring."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import Annotated, Any, get_origin

from litestar import Litestar, Router
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody

from longhouse import __version__
from longhouse.kernel.db import Database
from longhouse.kernel.http.answers import answer
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.gate import Gate
from longhouse.kernel.http.parameters import provided
from longhouse.kernel.http.shapes import ErrorBody
from longhouse.kernel.module import Module

_UNMARKED = frozenset({"request", "return"})
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
    shared = {
        **provided(db, cookies),
        **{name: _constant(value) for name, value in dependencies.items()},
    }
    routers = [
        Router(
            path="/",
            route_handlers=[
                _prepare(handler, {*shared, *module.dependencies}) for handler in module.routes
            ],
            dependencies={name: _constant(value) for name, value in module.dependencies.items()},
            tags=[module.name],
        )
        for module in modules
        if module.routes
    ]
    api = Router(
        path="/api/v1",
        route_handlers=[*routers, *(_prepare(handler, shared.keys()) for handler in routes)],
        dependencies=shared,
    )
    return Litestar(
        route_handlers=[api],
        exception_handlers={Exception: answer},
        middleware=[gate.middleware],
        openapi_config=OpenAPIConfig(
            title="Longhouse", version=__version__, render_plugins=(), path="/api/v1/schema"
        ),
        logging_config=None,
        debug=False,
        # The gate has read and bounded every body before a route is reached.
        request_max_body_size=None,
    )


def _prepare(handler: Any, names: Collection[str]) -> Any:
    """Mark what a route takes, and document the ways in which every route may refuse.

    Litestar wants each parameter marked with where it comes from. Here that follows from its name,
    so that a route can simply say `tx: Tx`, `data: PostIn`, `post_id: UUID`, `q: str`.
    """
    prepared: HTTPRouteHandler = copy(handler)
    annotations: dict[str, Any] = prepared.fn.__annotations__
    for name, annotation in annotations.items():
        if name not in _UNMARKED and get_origin(annotation) is not Annotated:
            annotations[name] = _marked(name, annotation, names, prepared.paths)
    prepared.responses = {
        **{
            status: ResponseSpec(ErrorBody, description=meaning, generate_examples=False)
            for status, meaning in _REFUSALS.items()
        },
        **(prepared.responses or {}),
    }
    return prepared


def _marked(name: str, annotation: Any, names: Collection[str], paths: Collection[str]) -> Any:
    if name == "data":
        return JSONBody[annotation]
    if name in names:
        return NamedDependency[annotation]
    if any(f"{{{name}:" in path for path in paths):
        return FromPath[annotation]
    return FromQuery[annotation]


def _constant(value: object) -> Provide:
    def provide() -> Any:
        return value

    return Provide(provide, sync_to_thread=False)


def schema_of(app: Litestar) -> dict[str, Any]:
    return app.openapi_schema.to_schema()
