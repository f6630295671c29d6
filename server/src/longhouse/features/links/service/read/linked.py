"""Linked data: JSON-LD in scripts, as far as describing a page needs it.

No context is ever fetched and no name resolved: what is read are the words of schema.org, which
pages write the same way whatever context they name.
"""

import re
from collections.abc import Iterator, Sequence
from typing import cast

import msgspec

Node = dict[str, object]

_MOST_NODES = 500
_CONTROL = re.compile(r"[\x00-\x1f]")
_WRAPPINGS = ("<!--", "-->", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/", "<![CDATA[", "]]>")
# What stands inside another thing and yet describes the page.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


def read_scripts(scripts: Sequence[str]) -> list[Node]:
    """Every thing that the scripts describe by its type, in their order, and once."""
    return [node for script in scripts for node in _nodes(_decode(script))][:_MOST_NODES]


def index(nodes: Sequence[Node]) -> dict[str, Node]:
    """Things by their `@id`, under which others name them."""
    return {id_: node for node in reversed(nodes) if isinstance(id_ := node.get("@id"), str)}


def types(node: Node) -> set[str]:
    """The types of a thing without the address of their vocabulary."""
    named = node.get("@type")
    listed = cast("list[object]", named) if isinstance(named, list) else [named]
    return {one.rpartition("/")[2] for one in listed[:20] if isinstance(one, str)}


def _decode(script: str) -> object:
    script = script.strip()
    for wrapping in _WRAPPINGS:
        script = script.removeprefix(wrapping).removesuffix(wrapping).strip()
    try:
        return msgspec.json.decode(script)
    except (msgspec.DecodeError, RecursionError, ValueError):
        pass
    try:
        # Line breaks inside a string are no JSON, and are written all the same.
        return msgspec.json.decode(_CONTROL.sub(" ", script))
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None


def _nodes(value: object) -> Iterator[Node]:
    waiting: list[object] = [value]
    seen = 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(cast("list[object]", one)[:_MOST_NODES])
        elif isinstance(one, dict):
            node = cast("Node", one)
            waiting += [node[key] for key in reversed(_INSIDE) if key in node]
            if "@type" in node:
                yield node
