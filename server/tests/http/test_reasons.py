"""What the house can refuse with has words in every language of the client.

The client keeps the codes and the reasons; after a change that is meant, `pytest
tests/http/test_reasons.py --update-cases` writes its file, and its own test then says which of them
want words.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import longhouse
from longhouse.features.media.errors import SENTENCES

FILE = Path(__file__).parents[3] / "web/src/lib/kernel/messages/refusals.json"
PACKAGE = Path(str(longhouse.__file__)).parent
CODE = re.compile(r"[A-Z]+(_[A-Z]+)*")
REASON = re.compile(r"[a-z]+(_[a-z]+)*")


def nodes() -> Iterator[ast.AST]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield from ast.walk(ast.parse(file.read_text("utf-8")))


def word(node: ast.expr | None, form: re.Pattern[str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value if form.fullmatch(node.value) else None
    return None


def declared(node: ast.AST, name: str, form: re.Pattern[str]) -> str | None:
    """What a class says of itself by that name."""
    match node:
        case ast.Assign(targets=[ast.Name(id=said)], value=value) if said == name:
            return word(value, form)
        case ast.AnnAssign(target=ast.Name(id=said), value=value) if said == name:
            return word(value, form)
        case _:
            return None


def refused_for(node: ast.AST) -> str | None:
    """The reason that is named where a refusal is raised or made."""
    match node:
        case ast.Raise(exc=ast.Call() as call):
            pass
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")))) as call:
            pass
        case _:
            return None
    named = (word(one.value, REASON) for one in call.keywords if one.arg == "reason")
    return next(named, None)


def refusals() -> dict[str, object]:
    codes: set[str] = set()
    causes: set[str] = set(SENTENCES)
    reasons: dict[str, list[str]] = {}
    for node in nodes():
        if code := declared(node, "code", CODE):
            codes.add(code)
        if cause := declared(node, "reason", REASON) or refused_for(node):
            causes.add(cause)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Wrong":
            reason = word(node.args[0], REASON)
            assert reason is not None, ast.unparse(node)
            numbers = sorted(one.arg for one in node.keywords if one.arg)
            assert reasons.setdefault(reason, numbers) == numbers, ast.unparse(node)
    return {
        "codes": sorted(codes),
        "causes": sorted(causes),
        "reasons": dict(sorted(reasons.items())),
    }


def test_the_client_knows_every_code_and_every_reason(request: pytest.FixtureRequest) -> None:
    found = refusals()
    if request.config.getoption("--update-cases"):
        FILE.write_text(json.dumps(found, indent="\t") + "\n", "utf-8")
    assert json.loads(FILE.read_text("utf-8")) == found
