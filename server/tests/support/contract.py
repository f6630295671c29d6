"""The HTTP contract as the code has it: every operation, and a request for it that makes sense."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of
from support.people import PASSWORD

PREFIX = "/api/v1"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
REFUSALS = range(400, 500)

Schema = Mapping[str, Any]

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
}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    path: str
    """As the document has it, without the prefix: `/admin/users/{user_id}`."""
    name: str
    """Its operation id."""
    body: Schema | None
    """The schema of its body, resolved."""
    query: tuple[str, ...]
    statuses: frozenset[int]

    @property
    def changes(self) -> bool:
        return self.method in CHANGING

    @property
    def row(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, places: Mapping[str, object]) -> str:
        """The path with its parameters filled in; `places` has one for each name there is."""
        return self.path.format_map(places)

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
            body = described.get("requestBody")
            yield Operation(
                method=method.upper(),
                path=path.removeprefix(PREFIX),
                name=described["operationId"],
                body=_resolve(document, _json_of(body)) if body else None,
                query=tuple(
                    p["name"] for p in described.get("parameters", ()) if p["in"] == "query"
                ),
                statuses=frozenset(int(status) for status in described["responses"]),
            )


def _json_of(body: Schema) -> Schema:
    return cast("Schema", body["content"]["application/json"]["schema"])


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
    kind: object = options[0].get("type")
    if "enum" in options[0]:
        return options[0]["enum"][0]
    match kind:
        case "integer":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "string":
            return "Something-sensible"
        case _:
            raise LookupError(f"{name} is a {kind}, of which there is no example")
