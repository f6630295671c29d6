"""Routes: reading changes nothing, and the prefix of the interface is given once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from arch.tree import PACKAGE, Finding, Source, show, sources, write

READING = frozenset({"get", "head"})
METHODS = READING | {"post", "put", "patch", "delete", "route"}


def reads_that_write(root: Path) -> Iterator[Finding]:
    """A GET takes a connection that reads, so that it can do no more."""
    for source, handler, method in _handlers(root):
        if method not in READING:
            continue
        for argument in (*handler.args.args, *handler.args.kwonlyargs):
            kind = ast.unparse(argument.annotation) if argument.annotation else ""
            if argument.arg == "tx" or kind.rpartition(".")[2] in ("Tx", "'Tx'"):
                yield source.finding(handler, f"{handler.name} reads, and takes a transaction")


def prefixed_paths(root: Path) -> Iterator[Finding]:
    for source in sources(root):
        if source.layer != "routes":
            continue
        for node in ast.walk(source.tree):
            match node:
                case ast.Call(func=ast.Name(id=method), args=[ast.Constant(value=str(path)), *_]):
                    if method in METHODS and path.startswith("/api/"):
                        yield source.finding(node, f"{path} repeats the prefix of the interface")
                case _:
                    continue


def _handlers(root: Path) -> Iterator[tuple[Source, ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    for source in sources(root):
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                match called:
                    case ast.Name(id=method) | ast.Attribute(attr=method) if method in METHODS:
                        yield source, node, method
                    case _:
                        continue


def test_a_get_that_takes_a_transaction_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/posts/routes.py": (
                "@get('/a')\nasync def one(tx): ...\n"
                "@get('/b')\nasync def two(write: Tx): ...\n"
                "@get('/c')\nasync def three(read: Read): ...\n"
                "@post('/d')\nasync def four(tx: Tx): ...\n"
            )
        },
    )
    assert [finding.line for finding in reads_that_write(tmp_path)] == [2, 4]


def test_reading_takes_no_transaction() -> None:
    assert not show(reads_that_write(PACKAGE))


def test_a_path_with_the_prefix_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"features/posts/routes/pages.py": "@get('/api/v1/a')\nasync def one(): ...\n"},
    )
    assert len(list(prefixed_paths(tmp_path))) == 1


def test_no_path_repeats_the_prefix() -> None:
    assert not show(prefixed_paths(PACKAGE))
