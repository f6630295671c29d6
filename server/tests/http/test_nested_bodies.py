"""What is inside of a body is as closed as the body: its lists, its objects, theirs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of
from support.contract import PREFIX, Schema, changing
from support.households import Household
from support.tables import checksums

HOPES: Mapping[str, object] = {"id": 1, "user_id": "x", "is_admin": True, "balance": 1_000_000}

Wrap = Callable[[object], object]


def insides(
    document: Schema, schema: Schema, within: str, wrap: Wrap
) -> Iterator[tuple[str, Wrap]]:
    """Every object below a schema, and how a value is put where it stands."""
    if not schema:
        return
    schema = _resolve(document, schema)
    for option in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from insides(document, option, within, wrap)
    items: Schema = schema.get("items") or {}
    yield from insides(document, items, f"{within}[]", lambda inner: wrap([inner]))
    more: Schema = schema.get("additionalProperties") or {}
    yield from insides(document, more, f"{within}{{}}", lambda inner: wrap({"any": inner}))
    for name, kind in schema.get("properties", {}).items():
        yield from _below(document, kind, name, f"{within}.{name}", wrap)
    if within and "properties" in schema:
        yield within, wrap


def _below(
    document: Schema, kind: Schema, name: str, within: str, wrap: Wrap
) -> Iterator[tuple[str, Wrap]]:
    yield from insides(document, kind, within, lambda inner: wrap({name: inner}))


def _resolve(document: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        found: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


async def test_what_is_inside_of_a_body_takes_nothing_that_was_not_declared(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    document = schema_of(longhouse.api)
    before = await checksums(database_url)
    tried: list[str] = []
    taken: dict[str, object] = {}
    for operation in changing(longhouse):
        if operation.body is None:
            continue
        body = document["paths"][f"{PREFIX}{operation.path}"][operation.method.lower()]
        schema = body["requestBody"]["content"]["application/json"]["schema"]
        for within, wrap in insides(document, schema, "", lambda inner: inner):
            for name, hope in HOPES.items():
                changed: Any = wrap({name: hope})
                answer = await operation.ask(
                    household.ada.client, household.places, household.ada.csrf_header, **changed
                )
                tried.append(f"{operation.row}{within}")
                told = answer.json()
                if answer.status_code != 422 or name not in str(told["details"]):
                    taken[f"{operation.row}{within}.{name}"] = told
    assert taken == {}
    assert len(set(tried)) > 10
    assert await checksums(database_url) == before
