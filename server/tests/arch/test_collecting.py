"""Every worker of a run collects the same tests: what a case is made of is the same each time."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from arch.tree import SERVER, Finding, show, sources, write

DIFFERENT_EACH_TIME = frozenset(
    {
        "uuid1", "uuid4", "uuid7", "new_id", "token_hex", "token_bytes", "token_urlsafe", "urandom",
        "random", "randint", "randrange", "randbytes", "getrandbits", "choice", "choices", "sample",
        "now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "getpid",
    }
)  # fmt: skip


def changing_cases(root: Path) -> Iterator[Finding]:
    """Cases are made before any test has run, by each worker for itself."""
    for source in sources(root):
        named = _named(source.tree)
        for case in _cases(source.tree):
            for call in _calls(case, named, frozenset()):
                yield source.finding(case, f"{call}() differs from worker to worker")


def _named(tree: ast.Module) -> Mapping[str, ast.expr]:
    """What stands under the names of a file."""
    named: dict[str, ast.expr] = {}
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                named[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                named[name] = value
            case _:
                pass
    return named


def _cases(tree: ast.Module) -> Iterator[ast.expr]:
    """What a test is parametrized with, and what a fixture is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = {word.arg: word.value for word in node.keywords}
            if node.func.attr == "parametrize":
                yield from node.args[1:]
                yield from (given[name] for name in ("argvalues", "ids") if name in given)
            elif node.func.attr == "fixture":
                yield from (given[name] for name in ("params", "ids") if name in given)


def _calls(node: ast.AST, named: Mapping[str, ast.expr], seen: frozenset[str]) -> Iterator[str]:
    """Such calls in an expression, and in what it names; not those that the test itself makes."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Name) and node.id in named and node.id not in seen:
        yield from _calls(named[node.id], named, seen | {node.id})
    if isinstance(node, ast.Call):
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in DIFFERENT_EACH_TIME:
                yield name
            case _:
                pass
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, named, seen)


def test_all_workers_collect_the_same() -> None:
    assert show(changing_cases(SERVER / "tests")) == ""


def test_a_case_that_changes_is_found(tmp_path: Path) -> None:
    bad = """
import pytest
NOBODY = new_id()
WISHES: list[dict[str, str]] = [{"id": str(NOBODY)}]

@pytest.mark.parametrize("user_id", [uuid4()])
def test_one(user_id): ...

@pytest.mark.parametrize("wish", WISHES)
def test_two(wish): ...

@pytest.mark.parametrize("at", ids=[str(datetime.now())], argvalues=[1])
def test_three(at): ...

@pytest.fixture(params=[secrets.token_hex(3)])
def name(request): ...
"""
    good = """
import pytest
NOBODY = UUID(int=7)
SOMEBODY = new_id()

@pytest.mark.parametrize("make", [lambda: new_id(), new_id, NOBODY])
def test_one(make):
    assert make != uuid4() != SOMEBODY
"""
    root = write(tmp_path, {"test_bad.py": bad, "test_good.py": good})
    found = show(changing_cases(root))
    for call in ("uuid4()", "new_id()", "now()", "token_hex()"):
        assert call in found
    assert found.count("\n") == 3
    assert "test_good.py" not in found
