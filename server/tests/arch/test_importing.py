"""Nothing happens at import: a file declares, and the composition root does.

What counts as declaring: definitions, constants, and calls of two kinds only. A call to a class (a
name in CamelCase) makes a declaration such as `Job(...)`; a call to a lower-case name is an act,
unless it is in the list of those that only compute. A policy is pure, so its own functions may
make its constants.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from arch.tree import PACKAGE, Finding, Source, show, sources, write

PURE = frozenset(
    {
        # made of values alone
        "bytes", "cast", "dict", "encode", "float", "frozenset", "fromhex", "int", "items", "join",
        "keys", "len", "list", "map", "max", "min", "range", "repeat", "replace", "set", "sorted",
        "split", "splitlines", "str", "strip", "sum", "tuple", "upper", "lower", "values", "zip",
        "timedelta", "format", "maketrans", "chr", "ord", "removeprefix", "removesuffix",
        "partition", "rpartition",
        # declarations of libraries
        "compile", "field", "getLogger", "namedtuple", "partial", "setting", "with_suffix",
        "joinpath", "resolve", "escape",
        # pieces of SQL that the graph makes for the queries of others
        "may_see", "may_see_shared", "wants_to_see", "behind_barrier", "face", "shown", "shows",
        "shows_friendship", "are_close", "lists_follows",
        # classes that Python spells small
        "array", "date", "datetime", "timezone", "local",
    }
)  # fmt: skip
# In CamelCase, and yet they do something when they are made.
ACTS = frozenset({"Popen", "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor", "Process"})


def acts_at_import(root: Path) -> Iterator[Finding]:
    for source in sources(root):
        yield from _acts_in(source, source.tree.body)


def _acts_in(source: Source, body: list[ast.stmt]) -> Iterator[Finding]:
    for statement in body:
        match statement:
            case ast.ClassDef(body=inner):
                yield from _acts_in(source, inner)
            case (
                ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef()
                | ast.Pass() | ast.Expr(value=ast.Constant())
            ):  # fmt: skip
                continue
            case ast.If(test=test) if _asks_who_is_looking(test):
                continue
            case ast.Assign(value=value):
                yield from _acts_of(source, value)
            case ast.AnnAssign(value=value):
                if value is not None:
                    yield from _acts_of(source, value)
            case _:
                said = f"{type(statement).__name__.lower()} runs when the file is imported"
                yield source.finding(statement, said)


def _acts_of(source: Source, value: ast.expr) -> Iterator[Finding]:
    own: set[str] = set()
    if source.layer == "policy":
        own = {node.name for node in source.tree.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and not _declares(node.func):
            called = ast.unparse(node.func)
            if called in own:
                continue
            yield source.finding(node, f"{called}() is called when the file is imported")


def _declares(called: ast.expr) -> bool:
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            bare = name.lstrip("_")
            return name in PURE or (bare[:1].isupper() and name not in ACTS)
        case ast.Subscript(value=generic):
            return _declares(generic)
        case _:
            return False


def _asks_who_is_looking(test: ast.expr) -> bool:
    """`if TYPE_CHECKING:` and `if __name__ == "__main__":`, which an import does not enter."""
    return ast.unparse(test) in ("TYPE_CHECKING", "__name__ == '__main__'")


def test_what_runs_at_import_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.py": (
                '"""Says what it is."""\n'
                "import os\n"
                "from typing import TYPE_CHECKING\n"
                "if TYPE_CHECKING:\n"
                "    import x\n"
                "A = re.compile('a')\n"
                "B = Job('a.do_it', dict[str, int]())\n"
                "class C(Struct):\n"
                "    d: int = field(default=1)\n"
                "E = connect('here')\n"
                "configure()\n"
                "for one in A:\n"
                "    print(one)\n"
                "class F:\n"
                "    g = open('x')\n"
                "H = [Popen('x')]\n"
                "I: int\n"
            )
        },
    )
    assert [finding.line for finding in acts_at_import(tmp_path)] == [10, 11, 12, 15, 16]


def test_nothing_happens_at_import() -> None:
    assert not show(acts_at_import(PACKAGE))
