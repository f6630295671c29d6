"""Walking a folder, and saying what is wrong where."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
SERVER = REPOSITORY / "server"
PACKAGE = SERVER / "src" / "longhouse"
WEB = REPOSITORY / "web" / "src"

# Made by tools, or other people's.
_NOT_OURS = frozenset(
    {
        "__pycache__", "node_modules", "dist", "build", ".svelte-kit", ".venv", ".git", "data",
        ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "results", "report",
    }
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Finding:
    path: Path
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.said}"


Rule = Callable[[Path], Iterator[Finding]]


@dataclass(frozen=True)
class Source:
    """One file of Python."""

    path: Path
    parts: tuple[str, ...]
    """The path below the folder that is looked at: `("features", "posts", "store.py")`."""
    text: str
    tree: ast.Module

    def finding(self, node: ast.AST | int, said: str) -> Finding:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Finding(self.path, line, said)

    @property
    def feature(self) -> str | None:
        """`posts` for everything inside `features/posts`."""
        if len(self.parts) > 2 and self.parts[0] == "features":
            return self.parts[1]
        return None

    @property
    def layer(self) -> str | None:
        """`store` for `features/posts/store.py` and for `features/posts/store/pages.py`."""
        return None if self.feature is None else self.parts[2].removesuffix(".py")


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        built = inside[:1] == ("web",) and root.name == "longhouse"
        ours = not built and _NOT_OURS.isdisjoint(inside)
        if ours and path.suffix in suffixes and path.is_file():
            yield path


def sources(root: Path) -> Iterator[Source]:
    for path in files(root, ".py"):
        yield _read(root, path, path.stat().st_mtime_ns)


def show(findings: Iterable[Finding]) -> str:
    return "\n".join(str(finding) for finding in sorted(set(findings)))


def write(root: Path, content: Mapping[str, str]) -> Path:
    """Make the files of an example."""
    for name, text in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@cache
def _read(root: Path, path: Path, _changed: int) -> Source:
    text = path.read_text("utf-8")
    return Source(path, path.relative_to(root).parts, text, ast.parse(text, str(path)))
