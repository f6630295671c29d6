"""SQL: written whole, in stores, with its schema, and only by the owner of the table."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from arch.sql_text import is_sql, tables
from arch.tree import PACKAGE, Finding, Rule, Source, show, sources, write

CATALOGUES = ("pg_catalog", "information_schema")


def foreign_writes(root: Path) -> Iterator[Finding]:
    """Only the owner of a table writes it."""
    for source, line, sql in statements(root):
        owner = source.feature or source.parts[0]
        for table in sorted(tables(sql).writes):
            schema = table.partition(".")[0]
            if "." in table and schema != owner:
                yield source.finding(line, f"{owner} writes {table}, which it does not own")


def undeclared_reads(root: Path) -> Iterator[Finding]:
    """What a feature joins of another's it declares in its manifest."""
    declared = declared_reads(root)
    for source, line, sql in statements(root):
        owner = source.feature or source.parts[0]
        for table in sorted(tables(sql).reads):
            schema = table.partition(".")[0]
            own = schema == owner or schema in CATALOGUES
            if "." in table and not own and table not in declared.get(owner, ()):
                yield source.finding(line, f"{owner} reads {table} without declaring it")


def bare_tables(root: Path) -> Iterator[Finding]:
    """Whose table it is stands in each line of SQL."""
    for source, line, sql in statements(root):
        found = tables(sql)
        for table in sorted(found.reads | found.writes):
            if "." not in table and not table.startswith("pg_"):
                yield source.finding(line, f"{table} does not say whose table it is")


def scattered_sql(root: Path) -> Iterator[Finding]:
    """All SQL of a feature is in its store."""
    for source, line, _ in statements(root):
        if source.feature is not None and source.layer != "store":
            yield source.finding(line, f"SQL belongs into the store, not into {source.layer}")


def built_sql(root: Path) -> Iterator[Finding]:
    """SQL is never put together inside a function, where a value from outside could get in.

    At the top of a file constants may be put together: nothing from outside is there yet.
    """
    for source in sources(root):
        for function in ast.walk(source.tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            for node in ast.walk(function):
                if is_sql(_pieces(node)):
                    yield source.finding(node, "SQL is put together inside a function")


def statements(root: Path) -> Iterator[tuple[Source, int, str]]:
    """Every piece of SQL in the code, constants put in where they are used by name."""
    for source in sources(root):
        constants = _constants(source.tree)
        inside = _docstrings(source.tree)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.JoinedStr | ast.BinOp):
                inside.update(id(child) for child in ast.walk(node) if child is not node)
            if id(node) in inside:
                continue
            text = _resolve(node, constants)
            if text is not None and is_sql(text):
                yield source, getattr(node, "lineno", 1), text


def declared_reads(root: Path) -> dict[str, set[str]]:
    """What each `module.py` says in `reads=(...)`."""
    declared: dict[str, set[str]] = {}
    for source in sources(root):
        if source.feature is None or source.layer != "module":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.keyword) and node.arg == "reads":
                found = (child.value for child in ast.walk(node) if isinstance(child, ast.Constant))
                declared.setdefault(source.feature, NONE).update(
                    value for value in found if isinstance(value, str)
                )
    return declared


def _pieces(node: ast.AST) -> str:
    """The literal parts of a string that is put together; empty for one that is whole."""
    match node:
        case ast.JoinedStr(values=values):
            written = [part.value for part in values if isinstance(part, ast.Constant)]
            computed = any(isinstance(part, ast.FormattedValue) for part in values)
            return "x".join(str(part) for part in written) if computed else ""
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod()):
            parts = [child for child in ast.walk(left) if isinstance(child, ast.Constant)]
            return " ".join(part.value for part in parts if isinstance(part.value, str))
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr=attr)):
            return text if attr in ("format", "join", "replace", "format_map") else ""
        case _:
            return ""


def _constants(tree: ast.Module) -> dict[str, str]:
    constants: dict[str, str] = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                text = _resolve(value, constants)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                text = _resolve(value, constants)
            case _:
                continue
        if text is not None:
            constants[name] = text
    return constants


def _resolve(node: ast.AST, constants: dict[str, str]) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_resolve(value, constants) or "$0" for value in values)
        case ast.FormattedValue(value=ast.Name(id=name)):
            return constants.get(name, "$0")
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = (_resolve(left, constants), _resolve(right, constants))
            return None if parts == (None, None) else "".join(part or "$0" for part in parts)
        case _:
            return None


def _docstrings(tree: ast.Module) -> set[int]:
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


NONE: set[str] = set()


@pytest.mark.parametrize(
    ("sql", "reads", "writes"),
    [
        ("SELECT a FROM posts.post", {"posts.post"}, NONE),
        ("SELECT a FROM posts.post p, graph.follow f WHERE 1=1", {"posts.post", "graph.follow"}, NONE),
        ("SELECT 1 FROM a.b JOIN c.d ON true LEFT JOIN LATERAL (SELECT 1 FROM e.f) x ON true", {"a.b", "c.d", "e.f"}, NONE),
        ("INSERT INTO a.b (x) SELECT y FROM c.d ON CONFLICT DO UPDATE SET x = 1", {"c.d"}, {"a.b"}),
        ("UPDATE a.b SET x = (SELECT 1 FROM c.d) FROM e.f WHERE z", {"c.d", "e.f"}, {"a.b"}),
        ("DELETE FROM a.b USING c.d WHERE true", {"c.d"}, {"a.b"}),
        ("WITH old AS (DELETE FROM a.b RETURNING *) SELECT * FROM old", NONE, {"a.b"}),
        ("WITH RECURSIVE t(x) AS NOT MATERIALIZED (SELECT 1 FROM a.b) SELECT x FROM t", {"a.b"}, NONE),
        ("SELECT EXTRACT(epoch FROM x), substring(y FROM 2) FROM a.b", {"a.b"}, NONE),
        ("SELECT 1 FROM a.b WHERE x IS DISTINCT FROM y FOR NO KEY UPDATE", {"a.b"}, NONE),
        ("SELECT 1 FROM a.b FOR UPDATE SKIP LOCKED", {"a.b"}, NONE),
        ("SELECT x FROM unnest($1::uuid[]) AS x", NONE, NONE),
        ("SELECT 'insert into a.b', x -- from c.d\n FROM e.f", {"e.f"}, NONE),
        ("TRUNCATE a.b", NONE, {"a.b"}),
        ('SELECT x FROM "a"."b"', {"a.b"}, NONE),
        ("SELECT x FROM post", {"post"}, NONE),
    ],
)  # fmt: skip
def test_the_tables_of_a_statement_are_known(sql: str, reads: set[str], writes: set[str]) -> None:
    found = tables(sql)
    assert (found.reads, found.writes) == (reads, writes)


STORE = "features/posts/store.py"


def example(tmp_path: Path, code: str, file: str = STORE) -> Path:
    return write(tmp_path, {file: code})


def test_writing_anothers_table_is_found(tmp_path: Path) -> None:
    example(
        tmp_path,
        'OWN = "UPDATE posts.post SET likes = likes + 1"\n'
        'THEIRS = "UPDATE graph.follow SET since = $1"\n'
        'HIDDEN = "WITH x AS (DELETE FROM graph.block RETURNING 1) SELECT 1 FROM x"\n',
    )
    assert [finding.line for finding in foreign_writes(tmp_path)] == [2, 3]


def test_reading_anothers_table_is_found_unless_it_is_declared(tmp_path: Path) -> None:
    example(
        tmp_path,
        'ONE = "SELECT 1 FROM posts.post JOIN graph.follow ON true"\n'
        'TWO = "SELECT 1 FROM graph.block"\n',
    )
    write(
        tmp_path,
        {"features/posts/module.py": 'Module(name="posts", reads=("graph.follow",))\n'},
    )
    assert [finding.line for finding in undeclared_reads(tmp_path)] == [2]


def test_a_table_without_its_schema_is_found(tmp_path: Path) -> None:
    example(tmp_path, 'ONE = "SELECT 1 FROM post"\nTWO = "SELECT 1 FROM posts.post"\n')
    assert [finding.line for finding in bare_tables(tmp_path)] == [1]


def test_sql_outside_the_store_is_found(tmp_path: Path) -> None:
    code = '"""Select what came from posts."""\nONE = "SELECT 1 FROM posts.post"\n'
    example(tmp_path, code)
    example(tmp_path, code, "features/posts/store/pages.py")
    example(tmp_path, code, "features/posts/service.py")
    assert [finding.path.name for finding in scattered_sql(tmp_path)] == ["service.py"]


def test_sql_that_is_put_together_inside_a_function_is_found(tmp_path: Path) -> None:
    example(
        tmp_path,
        'COLUMNS = "id, text"\n'
        'ONE = f"SELECT {COLUMNS} FROM posts.post"\n'
        "async def get(read, name):\n"
        "    await read.rows(P, ONE, name)\n"
        "    await read.rows(P, f\"SELECT id FROM posts.post WHERE name = '{name}'\")\n"
        '    await read.rows(P, "SELECT id FROM posts.post ORDER BY " + name)\n'
        '    await read.rows(P, "SELECT id FROM posts.post WHERE x = %s" % name)\n'
        '    await read.rows(P, "SELECT id FROM posts.{}".format(name))\n'
        '    log.info(f"{name} came from far")\n',
    )
    assert sorted({finding.line for finding in built_sql(tmp_path)}) == [5, 6, 7, 8]


@pytest.mark.parametrize(
    "rule", [foreign_writes, undeclared_reads, bare_tables, scattered_sql, built_sql]
)
def test_the_tree_keeps_the_rules_of_sql(rule: Rule) -> None:
    assert not show(rule(PACKAGE))
