"""Documents: every setting is in them, and what they name is there.

After a change of settings, `pytest tests/arch/test_documents.py --update-cases` writes their page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from arch.tree import REPOSITORY, Finding, Rule, show, write
from longhouse.commands.run import COMMANDS
from longhouse.kernel.config import Settings, load
from longhouse.modules import SETTINGS

PAGE = REPOSITORY / "docs/guide/settings.md"
INTRODUCTION = """\
# All settings

What each group is about stands in [Running a house](running.md#settings); `longhouse config` says
what they are in yours, and where that came from. This page is written from the code.
"""
# Where a path may begin that a document names.
ROOTS = (
    "", "server", "server/src/longhouse", "server/tests", "web/src/lib", "bench", "faults", "e2e"
)  # fmt: skip
# Made for explaining: no such feature, no such file.
EXAMPLES = re.compile(r"recipe|[A-Z]{3}")
_SETTING = re.compile(r"LONGHOUSE_[A-Z0-9_]*")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"[\w.@-]+(?:/[\w.@-]+)+")
# Where a command may begin: on a line, in a span, or after another one.
_BEGINS = r"(?m)(?:^|`|&& |-- |\* )(?:[A-Z_]+=\S+ )*"
_MADE = re.compile(_BEGINS + r"make ([a-z][a-z-]*)")
_COMMAND = re.compile(_BEGINS + r"(?:\S*/)?longhouse ([a-z]+)\b")
_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


def page(groups: Iterable[type[Settings]]) -> str:
    """The page of all settings, as the code has them."""
    tables = [INTRODUCTION]
    for group in groups:
        rows = [
            f"| `{one.variable}` | {_cell(one.default)} | {_cell(one.meaning)} |"
            for one in load([group], environment={}).origins
        ]
        title = group.__name__.removesuffix("Settings")
        tables.append("\n".join([f"## {title}\n", "| setting | default | meaning |",
                                 "|---|---|---|", *rows, ""]))  # fmt: skip
    return "\n".join(tables)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def documents(root: Path) -> Iterator[Path]:
    yield from sorted(root.glob("*.md"))
    yield from sorted(root.glob("*/README.md"))
    yield from sorted(root.glob("docs/**/*.md"))


def unknown_settings(root: Path) -> Iterator[Finding]:
    """A setting that is named is there; a name that ends in `_` or `…` stands for several."""
    known = {one.variable for one in load(SETTINGS, environment={}).origins}
    examples = (path for path in root.glob("deploy/**/*") if path.is_file())
    for path in (*documents(root), *examples):
        for line, text in _lines(path):
            for name in _SETTING.findall(text):
                several = name.endswith("_") and any(one.startswith(name) for one in known)
                if name not in known and not several:
                    yield Finding(path, line, f"there is no setting {name}")


def missing_files(root: Path) -> Iterator[Finding]:
    """A file that is named or led to is there."""
    for path in documents(root):
        for line, text in _lines(path):
            for target in _LINK.findall(text):
                if "://" not in target and not (path.parent / target).exists():
                    yield Finding(path, line, f"{target} is led to and not there")
        for line, code in _code(path):
            if code.startswith("```"):
                continue
            named = _PATH.fullmatch(code.strip("`"))
            if named is None or EXAMPLES.search(code) or "." not in Path(named[0]).name:
                continue
            if not any((root / start / named[0]).exists() for start in (*ROOTS, path.parent)):
                yield Finding(path, line, f"{named[0]} is not there")


def unknown_commands(root: Path) -> Iterator[Finding]:
    """What one is told to type can be typed."""
    targets = set(_TARGET.findall((root / "Makefile").read_text("utf-8")))
    for path in documents(root):
        for line, code in _code(path):
            for target in _MADE.findall(code):
                if target not in targets:
                    yield Finding(path, line, f"make {target} cannot be made")
            for command in _COMMAND.findall(code):
                if command not in COMMANDS:
                    yield Finding(path, line, f"longhouse {command} is no command")


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    return enumerate(path.read_text("utf-8").splitlines(), 1)


def _code(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_text("utf-8")
    for match in _CODE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[0]


def said(findings: Iterator[Finding]) -> Sequence[str]:
    return [finding.said for finding in findings]


def test_the_page_of_settings_is_the_code(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-cases"):
        PAGE.write_text(page(SETTINGS), "utf-8")
    assert PAGE.read_text("utf-8") == page(SETTINGS)


def test_a_setting_that_is_not_there_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "README.md": "`LONGHOUSE_PORT=8001 make up`, `LONGHOUSE_MAIL_…`, LONGHOUSE_POTR",
            "deploy/house.service": "# LONGHOUSE_HTTP_DRAIN_SECONDS (30)\nLONGHOUSE_HTTP_DRAIN=3\n",
        },
    )
    assert said(unknown_settings(tmp_path)) == [
        "there is no setting LONGHOUSE_POTR",
        "there is no setting LONGHOUSE_HTTP_DRAIN",
    ]


def test_a_file_that_is_not_there_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "docs/guide/running.md": (
                "[here](../../README.md#two) [there](gone.md) [far](https://example.org/x.md)\n"
                "`tests/arch/test_sql.py`, `app/process.py`, `app/gone.py`, `frames/msg`,\n"
                "`features/recipes/model.py`, `/var/lib/longhouse.toml`, `a = 1/x.y`\n"
            ),
            "README.md": "",
            "server/tests/arch/test_sql.py": "",
            "server/src/longhouse/app/process.py": "",
        },
    )
    assert said(missing_files(tmp_path)) == [
        "gone.md is led to and not there",
        "app/gone.py is not there",
    ]


def test_a_command_that_cannot_be_typed_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "Makefile": "up: ready\n\t@exec longhouse up\nready:\n",
            "README.md": (
                "Sessions make do. `make up`, `X=1 make ready`, `make ready && make haste`\n"
                "```sh\napt install make git\nrunuser -u longhouse -- .venv/bin/longhouse party\n"
                "install -g longhouse deploy/house\nlonghouse-serve@8001\n```\n"
                "`postgresql://longhouse@db/longhouse`, `longhouse admin create NAME`\n"
            ),
        },
    )
    assert said(unknown_commands(tmp_path)) == [
        "make haste cannot be made",
        "longhouse party is no command",
    ]


@pytest.mark.parametrize("rule", [unknown_settings, missing_files, unknown_commands])
def test_the_documents_name_what_is_there(rule: Rule) -> None:
    assert not show(rule(REPOSITORY))
