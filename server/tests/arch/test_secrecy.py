"""Code that guards doors: real randomness, and comparisons that take the same time either way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from arch.tree import PACKAGE, Finding, Source, show, sources, write

GUARDS = (
    ("features", "identity"),
    ("kernel", "http"),
    ("kernel", "secrets.py"),
    ("kernel", "secrets"),
    ("kernel", "ids.py"),
    ("kernel", "audit.py"),
    ("realtime", "transports"),
)
SECRET = re.compile(r"token|signature|mac$|password|secret|otp|recovery|csrf|ticket|_hash$")
# What may carry such a name without being a secret.
HARMLESS = re.compile(r"(_id|_kind|_type|_name|_version|_count|_length|_at|_mode|_left)s?$")


def weak_randomness(root: Path) -> Iterator[Finding]:
    """`random` can be predicted from what it gave before."""
    for source in _guards(root):
        for node in ast.walk(source.tree):
            match node:
                case ast.Import(names=names):
                    found = any(alias.name == "random" for alias in names)
                case ast.ImportFrom(module=module):
                    found = module == "random"
                case _:
                    found = False
            if found:
                yield source.finding(node, "use `secrets`, not `random`, where doors are guarded")


def hasty_comparisons(root: Path) -> Iterator[Finding]:
    """`==` stops at the first difference, and the time that it took says where that was."""
    for source in _guards(root):
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Compare):
                continue
            if not any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
                continue
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Constant) for side in sides):
                continue
            if any(_holds_a_secret(side) for side in sides):
                yield source.finding(node, "compare secrets with hmac.compare_digest")


def _guards(root: Path) -> Iterator[Source]:
    for source in sources(root):
        # A policy judges what the caller brought; it does not hold it against what is kept.
        guards = any(source.parts[: len(guard)] == guard for guard in GUARDS)
        if guards and source.layer != "policy":
            yield source


def _holds_a_secret(node: ast.expr) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return bool(SECRET.search(name.lower())) and not HARMLESS.search(name.lower())
        case ast.Call(func=ast.Attribute(attr="digest" | "hexdigest")):
            return True
        case _:
            return False


def test_predictable_randomness_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/identity/service.py": "import random\n",
            "kernel/http/csrf.py": "from random import choice\n",
            "kernel/http/edge.py": "import secrets\n",
            "features/feed/service.py": "import random\n",
        },
    )
    assert {finding.path.name for finding in weak_randomness(tmp_path)} == {"service.py", "csrf.py"}
    assert len(list(weak_randomness(tmp_path))) == 2


def test_doors_are_guarded_with_real_randomness() -> None:
    assert not show(weak_randomness(PACKAGE))


def test_a_comparison_that_tells_by_its_time_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/identity/service.py": (
                "ok = given == row.token_hash\n"
                "ok = hmac.new(key, body).digest() != sent\n"
                "ok = hmac.compare_digest(given, row.token_hash)\n"
                "ok = row.token_id == other.token_id\n"
                "ok = token == ''\n"
            )
        },
    )
    assert [finding.line for finding in hasty_comparisons(tmp_path)] == [1, 2]


def test_secrets_are_compared_in_constant_time() -> None:
    assert not show(hasty_comparisons(PACKAGE))
