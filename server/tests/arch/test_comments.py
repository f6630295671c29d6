"""Comments: an ignore says which rule and why, and none speaks of anything but the project."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from arch.tree import PACKAGE, REPOSITORY, SERVER, Finding, files, show, write

PYTHON = (PACKAGE, SERVER / "tests", REPOSITORY / "bench")
WEB_FOLDERS = (REPOSITORY / "web" / "src", REPOSITORY / "e2e")

_NAMED = re.compile(
    r"# (?:noqa: (?P<noqa>[A-Z]+\d+(?:, ?[A-Z]+\d+)*)|pyright: ignore\[(?P<pyright>\w+(?:, ?\w+)*)\])"
    r"(?P<reason> -- \S.{4,})?"
)
_IGNORE = re.compile(r"#\s*(?:noqa\b|(?:pyright|ruff|type)\s*:)")
_WEB_IGNORE = re.compile(r"@ts-(?:ignore|nocheck|expect-error)|eslint-disable|svelte-ignore")
_WEB_REASON = re.compile(
    r"@ts-expect-error \S.{4,}"
    r"|eslint-disable(?:-next-line|-line)? [\w/@-]+(?:, [\w/@-]+)* -- \S.{4,}"
    r"|svelte-ignore [\w]+ .*\S.{4,}"
)
# Rows of checklists mean nothing to who reads the code later; unfinished work is not committed.
# The patterns are spelt so that they do not find themselves.
_ROW = re.compile(r"\b(?:CLUB|ASOC|COMM|NOVA|OMNI)-\d{3}\b|\bS\d{2}\b(?![.\d])")
_UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
_TEXT = (
    ".py", ".ts", ".js", ".mjs", ".svelte", ".css", ".sql", ".md", ".toml", ".yml", ".yaml", ".sh",
)  # fmt: skip


def bare_ignores(root: Path) -> Iterator[Finding]:
    """An ignore names its rule and, the first time in a file, its reason after two dashes."""
    for path in files(root, ".py"):
        explained: set[str] = set()
        for line, comment in _comments(path.read_text("utf-8")):
            if not _IGNORE.search(comment):
                continue
            named = _NAMED.search(comment)
            rules = named and (named["noqa"] or named["pyright"])
            if named and rules and (named["reason"] or rules in explained):
                explained.add(rules)
            else:
                yield Finding(path, line, f"name the rule and the reason: {comment}")


def bare_web_ignores(root: Path) -> Iterator[Finding]:
    for path in files(root, ".ts", ".js", ".svelte"):
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if _WEB_IGNORE.search(text) and not _WEB_REASON.search(text):
                yield Finding(path, line, f"name the rule and the reason: {text.strip()}")


def words_from_elsewhere(root: Path) -> Iterator[Finding]:
    for path in (*files(root, *_TEXT), *root.glob("Makefile")):
        if path.name == "package-lock.json":
            continue
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if _UNFINISHED.search(text):
                yield Finding(path, line, "unfinished work is not committed")
            if _ROW.search(text):
                yield Finding(path, line, "the row of a checklist says nothing here")


def _comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def test_an_ignore_without_rule_or_reason_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.py": (
                "a = 1  # noqa\n"
                "a = 1  # noqa: S101\n"
                "a = 1  # noqa: S101 -- this is not a test\n"
                "a = 1  # type: ignore\n"
                "a = 1  # pyright: ignore[reportAny]\n"
                "a = 1  # pyright: ignore[reportAny] -- the library has no types\n"
                "a = 1  # pyright: basic\n"
                "a = '# noqa'\n"
                "b = 2  # noqa: S101\n"
            )
        },
    )
    assert [finding.line for finding in bare_ignores(tmp_path)] == [1, 2, 4, 5, 7]


@pytest.mark.parametrize("root", PYTHON, ids=lambda root: root.name)
def test_every_ignore_says_why(root: Path) -> None:
    assert not show(bare_ignores(root))


def test_an_ignore_without_reason_in_the_web_client_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.ts": (
                "// @ts-ignore\n"
                "// @ts-expect-error\n"
                "// @ts-expect-error the browser has it, the types do not\n"
                "// eslint-disable-next-line no-console\n"
                "// eslint-disable-next-line no-console -- the one place that may\n"
            )
        },
    )
    assert [finding.line for finding in bare_web_ignores(tmp_path)] == [1, 2, 4]


@pytest.mark.parametrize("root", WEB_FOLDERS, ids=lambda root: root.name)
def test_every_ignore_in_the_web_client_says_why(root: Path) -> None:
    assert not show(bare_web_ignores(root))


def test_words_that_mean_nothing_here_are_found(tmp_path: Path) -> None:
    row, unfinished, other = "CLUB" + "-255", "TO" + "DO", "S" + "76"
    write(
        tmp_path,
        {
            "a.py": f"# {row}\n# {unfinished}: later\n# see {other}\n",
            "b.md": "S3 and S603 are fine\n",
            "c.svelte": f"<!-- {row} -->\n",
        },
    )
    found = [(finding.path.name, finding.line) for finding in words_from_elsewhere(tmp_path)]
    assert sorted(found) == [("a.py", 1), ("a.py", 2), ("a.py", 3), ("c.svelte", 1)]


def test_the_tree_speaks_of_the_project_alone() -> None:
    assert not show(words_from_elsewhere(REPOSITORY))
