"""Everything that a house answers to somebody, asked for by all that could be named.

It is made from the contract: a route that is new is walked as soon as it is there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from string import Formatter
from typing import Any
from urllib.parse import urlencode

import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of
from security.canaries import PREFIX, Full, Mark, Person
from support.contract import PREFIX as API
from support.contract import Operation, Schema, operations

# Waits for news that do not come; what it tells is heard on sockets.
WAITS = "waitForEvents"
_WORDS = {"emoji": "🦩", "variant": "full"}
_MOST_PAGES = 20


class Told(msgspec.Struct, frozen=True):
    """What somebody was told, and by what."""

    by: str
    path: str
    """Where it was asked for, with what was asked."""
    status: int
    text: str
    sent: str = ""

    def tells(self, mark: Mark) -> bool:
        """What one has sent oneself is no news."""
        if mark.about and mark.about not in self.path:
            return False
        return mark.text in self.text and mark.text not in self.path + self.sent


class Walk:
    def __init__(self, longhouse: Longhouse, full: Full) -> None:
        self._full = full
        self._document = schema_of(longhouse.api)
        self._operations = operations(longhouse)

    def named(self) -> set[str]:
        """What routes name in their paths."""
        return {name for one in self._operations for name in _names(one.path)}

    def readable(self) -> set[str]:
        return {one.row for one in self._operations if not one.changes and one.name != WAITS}

    async def read(self, person: Person) -> list[Told]:
        """All that can be read: every page of every list, by every question."""
        told: list[Told] = []
        for operation in self._operations:
            if not operation.changes and operation.name != WAITS:
                for path in self._paths(operation):
                    for query in self._queries(operation):
                        told += await self._pages(person, operation, path, query)
        return told

    async def change(self, person: Person, *, references: bool) -> list[Told]:
        """Every route that changes something that it names, in its path or in its body.

        What takes something back comes last: who has lifted a block may see again.
        """
        told: list[Told] = []
        for operation in sorted(self._operations, key=lambda one: one.method == "DELETE"):
            if operation.changes and ("{reference}" in operation.path) == references:
                bodies = list(self._bodies(operation))
                if "{" in operation.path or len(bodies) > 1:
                    for path, body in product(self._paths(operation), bodies):
                        told.append(await self._ask(person, operation, path, body))
        return told

    async def _pages(
        self, person: Person, operation: Operation, path: str, query: Mapping[str, str]
    ) -> list[Told]:
        told: list[Told] = []
        asked = dict(query)
        for _ in range(_MOST_PAGES):
            full_path = f"{path}?{urlencode(asked)}" if asked else path
            answered = await person.fetch(operation.method, full_path)
            told.append(Told(operation.row, full_path, answered.status_code, answered.text))
            shown: Any = answered.json() if operation.pages and answered.status_code == 200 else {}
            cursor: str | None = shown.get("meta", {}).get("cursor")
            if cursor is None:
                break
            asked["cursor"] = cursor
        return told

    async def _ask(
        self, person: Person, operation: Operation, path: str, body: dict[str, Any] | None
    ) -> Told:
        answered = await person.fetch(operation.method, path, body)
        sent = msgspec.json.encode(body).decode()
        return Told(operation.row, path, answered.status_code, answered.text, sent)

    def _paths(self, operation: Operation) -> Iterator[str]:
        names = _names(operation.path)
        for values in product(*(self._values(name) for name in names)):
            yield operation.path.format_map(dict(zip(names, values, strict=True)))

    def _values(self, name: str) -> Sequence[str]:
        return [_WORDS[name]] if name in _WORDS else self._full.places[name]

    def _queries(self, operation: Operation) -> Iterator[dict[str, str]]:
        """What has to be asked, and beside it each other question with each of its answers."""
        parameters = self._described(operation).get("parameters", ())
        asked = [p for p in parameters if p["in"] == "query" and p["name"] != "cursor"]
        needed = [p for p in asked if p["required"]]
        most = {"limit": "100"} if operation.pages else {}
        for values in product(*(self._guesses(p) for p in needed)):
            yield most | {p["name"]: v for p, v in zip(needed, values, strict=True)}
        given = {p["name"]: next(iter(self._guesses(p))) for p in needed}
        for parameter in asked:
            if parameter not in needed and parameter["name"] != "limit":
                for value in self._guesses(parameter):
                    yield most | given | {parameter["name"]: value}

    def _guesses(self, parameter: Schema) -> list[str]:
        """What somebody could ask who knows what there is to be found."""
        schema = _plain(self._document, parameter["schema"])
        if "enum" in schema:
            return [str(value) for value in schema["enum"]]
        if schema.get("type") in ("integer", "boolean", "number"):
            return ["1"]
        exact = [
            m.text
            for m in self._full.marks
            if m.text.startswith((f"{PREFIX}they", f"{PREFIX}interest"))
        ]
        ids = self._full.places["reference"]
        return [
            PREFIX,
            *exact,
            *ids,
            ",".join(self._full.places["user_id"]),
            *self._full.places["section_id"],
        ]

    def _bodies(self, operation: Operation) -> Iterator[dict[str, Any] | None]:
        """One that makes sense, and each in which an id stands that is not one's own."""
        yield operation.example()
        body = self._described(operation).get("requestBody", {}).get("content", {})
        schema = body.get("application/json", {}).get("schema", {})
        ids = [
            one
            for name, found in self._full.places.items()
            if name.endswith("_id")
            for one in found
        ]
        for name, wrap in _ids_in(self._document, _plain(self._document, schema)):
            for one in ids if operation.body else ():
                yield operation.example(**{name: wrap(one)})

    def _described(self, operation: Operation) -> Schema:
        return self._document["paths"][f"{API}{operation.path}"][operation.method.lower()]


def _names(path: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(path) if name]


def _plain(document: Schema, schema: Schema) -> Schema:
    """Without references, and of several kinds the first that is something."""
    while "$ref" in schema or "oneOf" in schema:
        if "oneOf" in schema:
            schema = next(one for one in schema["oneOf"] if one.get("type") != "null")
            continue
        found: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def _ids_in(document: Schema, body: Schema) -> Iterator[tuple[str, Callable[[str], object]]]:
    """The fields of a body that hold ids, and how one is put there."""
    for name, kind in body.get("properties", {}).items():
        schema = _plain(document, kind)
        inner = _plain(document, schema.get("items", {}))
        if schema.get("format") == "uuid":
            yield name, str
        elif inner.get("format") == "uuid":
            yield name, _in_list
        for field, of in inner.get("properties", {}).items():
            if _plain(document, of).get("format") == "uuid":
                others = [needed for needed in inner.get("required", ()) if needed != field]
                yield name, partial(_in_object, field, others)


def _in_list(one: str) -> object:
    return [one]


def _in_object(field: str, others: Sequence[str], one: str) -> object:
    return [dict.fromkeys(others, "x") | {field: one}]
