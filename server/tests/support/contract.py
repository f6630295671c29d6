"""The HTTP contract as the code has it: every operation, and a request for it that makes sense."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of
from support.people import PASSWORD

PREFIX = "/api/v1"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
REFUSALS = range(400, 500)

OPEN = frozenset(
    {
        "GET /site",
        # To be nobody is an answer, too; test_roles holds that what is over is refused.
        "GET /auth/session",
        "POST /auth/register",
        "POST /auth/login",
        "POST /auth/first-admin",
        "POST /auth/links/inspect",
        "POST /auth/reset/request",
        "POST /auth/reset",
        "POST /auth/email/confirm",
        "POST /auth/token",
        "POST /auth/refresh",
        "POST /notifications/unsubscribe",
    }
)
"""Routes that a stranger may call; all others are for members."""

Schema = Mapping[str, Any]

# What a route is asked for beside its path.
_QUERIES: Mapping[str, str] = {
    "topics": "site:admins",
    "prefix": "be",
    "ids": str(UUID(int=1)),
    "q": "bread",
    "url": "http://127.0.0.1/picture",
    "signature": "none",
    "expires": "0",
}
BASE_POINT = (
    "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
)
_JSON = "application/json"
_BYTES = "application/octet-stream"
# What a field is called says what it should hold; the schema alone cannot.
_BY_NAME: Mapping[str, object] = {
    "password": PASSWORD,
    "current_password": PASSWORD,
    "new_password": PASSWORD,
    "email": "somebody@example.org",
    "invite": None,
    "code": "123456",
    "locale": "de",
    "timezone": "Europe/Oslo",
    "note": "For the choir",
    # An address that is refused before anything is fetched from it.
    "url": "http://127.0.0.1/",
    "section_id": "0190d6a0-0000-7000-8000-000000000007",
    "links": [],
    "emoji": "❤️",
    "mime": "image/png",
    "read": True,
    "endpoint": "https://push.example/somebody",
    # Any point of the curve will do; this one is its base point.
    "keys": {"p256dh": BASE_POINT, "auth": "A" * 22},
    "types": {"follow": {"push": False}},
    "quiet_hours": {"enabled": True},
    "showcase_visibility": {"favorite_posts": "private"},
}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    path: str
    """As the document has it, without the prefix: `/admin/users/{user_id}`."""
    name: str
    """Its operation id."""
    body: Schema | None
    """The schema of its JSON body, resolved."""
    media: frozenset[str]
    """What its body may be; empty where there is none."""
    query: tuple[str, ...]
    """The names that have to be in its query."""
    pages: bool
    """Whether it answers in pages, by `limit` and `cursor`."""
    statuses: frozenset[int]

    @property
    def changes(self) -> bool:
        return self.method in CHANGING

    @property
    def row(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, places: Mapping[str, object]) -> str:
        """The path with its parameters filled in, and what is needed in its query."""
        path = self.path.format_map(places)
        query = urlencode({name: _QUERIES[name] for name in self.query})
        return f"{path}?{query}" if query else path

    async def ask(
        self,
        client: httpx.AsyncClient,
        places: Mapping[str, object],
        headers: Mapping[str, str] | None = None,
        **changed: object,
    ) -> httpx.Response:
        """Call it with a body that makes sense, or with one that is `changed`."""
        sent = dict(headers or {})
        if self.body is None and _BYTES in self.media:
            sent = {"Content-Type": _BYTES, "Upload-Offset": "0", **sent}
            content = b"a few bytes"
        else:
            content = None
        return await client.request(
            self.method,
            self.at(places).lstrip("/"),
            json=self.example(**changed),
            content=content,
            headers=sent,
        )

    def example(self, **changed: object) -> dict[str, Any] | None:
        """A body that is well formed."""
        if self.body is None:
            return None
        return {name: _value(name, kind) for name, kind in _fields(self.body)} | changed


def operations(longhouse: Longhouse) -> list[Operation]:
    return list(_operations(schema_of(longhouse.api)))


def changing(longhouse: Longhouse) -> list[Operation]:
    return [operation for operation in operations(longhouse) if operation.changes]


def _operations(document: Schema) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            media: Mapping[str, Schema] = described.get("requestBody", {}).get("content", {})
            yield Operation(
                method=method.upper(),
                path=path.removeprefix(PREFIX),
                name=described["operationId"],
                body=_resolve(document, media[_JSON]["schema"]) if _JSON in media else None,
                media=frozenset(media),
                query=tuple(_needed(described)),
                pages={"limit", "cursor"} <= {p["name"] for p in described.get("parameters", ())},
                statuses=frozenset(int(status) for status in described["responses"]),
            )


def _needed(described: Schema) -> Iterator[str]:
    for parameter in described.get("parameters", ()):
        # Of the two ways to ask for events, the document can need neither.
        if parameter["in"] == "query" and (parameter["required"] or parameter["name"] == "topics"):
            yield parameter["name"]


def _resolve(document: Schema, schema: Schema) -> Schema:
    if "$ref" in schema:
        found: Schema = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return _resolve(document, found)
    return {
        key: {name: _resolve(document, kind) for name, kind in value.items()}
        if key == "properties"
        else value
        for key, value in schema.items()
    }


def _fields(body: Schema) -> Iterator[tuple[str, Schema]]:
    """What is needed; of a body in which nothing is, as of a PATCH, everything."""
    fields: Mapping[str, Schema] = body.get("properties", {})
    needed = body.get("required") or list(fields)
    return ((name, fields[name]) for name in needed)


def _value(name: str, schema: Schema) -> object:
    if name in _BY_NAME:
        return _BY_NAME[name]
    options: list[Schema] = schema.get("oneOf", [schema])
    if "$ref" in options[0]:
        # Nothing, where that may be; else an object of which nothing is changed.
        return None if {"type": "null"} in options else {}
    kind: object = options[0].get("type")
    if "enum" in options[0]:
        return options[0]["enum"][0]
    match kind:
        case "integer":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "string":
            return str(UUID(int=1)) if options[0].get("format") == "uuid" else "Something-sensible"
        case "array":
            return []
        case _:
            raise LookupError(f"{name} is a {kind}, of which there is no example")
