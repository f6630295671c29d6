"""Which fields are shown to whom: each one is on a list, and the private ones on nobody else's.

After a change that is meant, `pytest tests/security/test_fields.py --update-fields` writes the
list; what is new in it is then looked at like any other line of a change.
"""

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from longhouse import features
from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of
from support.contract import OPEN, PREFIX

LIST = Path(__file__).parent / "fields.json"
# A shape stands with the first of these that gets it; under the last, what only sockets get.
AUDIENCES = ("strangers", "members", "oneself", "admins", "live")
# What these tell is about the one who asks.
OF_ONESELF = (
    "/auth/",
    "/users/me",
    "/notifications",
    "/push/",
    "/sections/subscriptions",
    "/friend-requests",
)
PRIVATE = re.compile(
    r"e?mail|address|(^|_)ip($|_)|phone|birth|password|token|secret|hash|key|session|device|agent"
    r"|last_seen|last_login|approved|deleted_by|is_admin|status|note|two_factor|invite|muted|barrier"
)
# Named like something private, and is not.
HARMLESS = {
    # Whether this house sends mail.
    ("Site", "mail_enabled"),
    # Where a concert takes place.
    ("Event", "address"),
    # What a member says of a post that they show, and which collection it is in.
    ("ShowcaseItem", "note"),
    ("ShowcaseShelf", "key"),
    # Whether a film can be played yet.
    ("Media", "status"),
    # Why what one wrote oneself is gone: an admin, or one's own hand. Others do not get it at all.
    ("Post", "deleted_by_author"),
    ("Comment", "deleted_by_author"),
    # Of a wish that one has made or got oneself.
    ("FriendRequest", "status"),
    # Told to whose session it is.
    ("SessionTold", "session"),
    ("SessionEndTold", "session_id"),
}

Shapes = dict[str, list[str]]


def audience_of(method: str, path: str) -> str:
    if path.startswith("/admin/"):
        return "admins"
    if path.startswith(OF_ONESELF):
        return "oneself"
    return "strangers" if f"{method.upper()} {path}" in OPEN else "members"


def shown(longhouse: Longhouse) -> dict[str, Shapes]:
    """Every shape that reaches anybody, with its fields, under those who see it."""
    document = schema_of(longhouse.api)
    components: Mapping[str, Any] = document["components"]["schemas"]
    reached: dict[str, str] = {}

    def reach(audience: str, names: Iterator[str], known: Mapping[str, Any]) -> None:
        for name in names:
            before = reached.get(name)
            if before is None or AUDIENCES.index(audience) < AUDIENCES.index(before):
                reached[name] = audience
                shapes.setdefault(name, _fields(known[name]))
                reach(audience, _references(known[name]), known)

    shapes: Shapes = {}
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            audience = audience_of(method, path.removeprefix(PREFIX))
            for status, response in described["responses"].items():
                if status < "400":
                    reach(audience, _references(response), components)
    told, live = msgspec.json.schema_components(
        _told(), schema_hook=lambda _anything: {"type": "object"}, ref_template="#/{name}"
    )
    reach("live", (name for one in told for name in _references(one)), live)
    return {
        audience: {
            name: fields for name, fields in sorted(shapes.items()) if reached[name] == audience
        }
        for audience in AUDIENCES
    }


def _told() -> list[type[msgspec.Struct]]:
    """What the features put into frames: the shapes that their `push` names."""
    found: set[type[msgspec.Struct]] = set()
    for module in pkgutil.walk_packages(features.__path__, f"{features.__name__}."):
        if module.name.rpartition(".")[2] == "push":
            for value in vars(importlib.import_module(module.name)).values():
                if inspect.isclass(value) and issubclass(value, msgspec.Struct):
                    home = value.__module__.removeprefix(features.__name__).split(".")
                    if home[0] == "" and home[2] in ("schemas", "push"):
                        found.add(value)
    return sorted(found, key=lambda shape: (shape.__name__, shape.__module__))


def _references(schema: object) -> Iterator[str]:
    text = json.dumps(schema)
    return (name.rpartition("/")[2] for name in re.findall(r'"\$ref": "([^"]+)"', text))


def _fields(schema: Mapping[str, Any]) -> list[str]:
    """Their names; one that may hold anything at all says so."""
    return sorted(
        f"{name} (anything)" if _is_open(kind) else name
        for name, kind in schema.get("properties", {}).items()
    )


def _is_open(kind: Mapping[str, Any]) -> bool:
    return not kind or (kind.get("type") == "object" and not kind.get("additionalProperties"))


def test_every_field_that_is_shown_is_on_the_list(
    longhouse: Longhouse, pytestconfig: pytest.Config
) -> None:
    found = shown(longhouse)
    assert all(found.values())
    if pytestconfig.getoption("--update-fields"):
        LIST.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    assert found == json.loads(LIST.read_text("utf-8"))


def test_nothing_private_is_among_what_others_see(longhouse: Longhouse) -> None:
    found = shown(longhouse)
    private = {
        (shape, field)
        for audience in ("strangers", "members", "live")
        for shape, fields in found[audience].items()
        for field in fields
        if PRIVATE.search(field)
    }
    assert private - HARMLESS == set()
    assert not [
        (shape, field)
        for audience in AUDIENCES
        if audience != "admins"
        for shape, fields in found[audience].items()
        for field in fields
        # What a page says of itself, as it is kept of `Metadata`, which is on the list.
        if "(anything)" in field and shape != "FoundLink"
    ]
