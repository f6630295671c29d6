"""What is installed is what was locked: every package at one version, known by its digest."""

import re
from pathlib import Path

import msgspec
import pytest

from arch.tree import REPOSITORY

PYTHON = sorted((REPOSITORY / "server" / "requirements").glob("*.txt"))
NODE = [REPOSITORY / folder / "package-lock.json" for folder in ("web", "e2e")]
_PINNED = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,_-]+\])?==\S+(?: ; .+)?", re.IGNORECASE)
_DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")


class _Package(msgspec.Struct, rename="camel"):
    version: str | None = None
    integrity: str | None = None
    link: bool = False
    in_bundle: bool = False
    """Comes inside of another package, and is covered by the digest of that one."""


class _Lock(msgspec.Struct):
    lockfile_version: int = msgspec.field(name="lockfileVersion")
    packages: dict[str, _Package]


def loose_requirements(text: str) -> list[str]:
    """Requirements that could be something else tomorrow."""
    whole = re.sub(r"\\\n\s*", " ", text)
    loose: list[str] = []
    for line in whole.splitlines():
        line = re.sub(r"\s+#.*|^#.*", "", line).strip()
        requirement = _DIGEST.sub("", line).strip()
        if line and not (_PINNED.fullmatch(requirement) and _DIGEST.search(line)):
            loose.append(requirement)
    return loose


def loose_packages(encoded: bytes) -> list[str]:
    lock = msgspec.json.decode(encoded, type=_Lock)
    return [
        name
        for name, package in lock.packages.items()
        if name
        and not (package.link or package.in_bundle)
        and not (package.integrity or "").startswith("sha512-")
    ]


def test_a_requirement_that_is_loose_is_found() -> None:
    digest = f"--hash=sha256:{'a' * 64}"
    text = (
        f"# made\nfine==1.0 \\\n    {digest} \\\n    {digest}\n    # via x\nranged>=2 \\\n    {digest}\n"
        "bare==3.0\nhttps://example.org/other.whl\n--extra-index-url https://example.org\n"
    )
    assert [one.split()[0] for one in loose_requirements(text)] == [
        "ranged>=2",
        "bare==3.0",
        "https://example.org/other.whl",
        "--extra-index-url",
    ]
    packages = b"""{"lockfileVersion": 3, "packages": {
        "": {}, "node_modules/a": {"integrity": "sha512-x"}, "node_modules/b": {"version": "1"}}}"""
    assert loose_packages(packages) == ["node_modules/b"]


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: file.name)
def test_every_python_package_is_pinned(file: Path) -> None:
    assert loose_requirements(file.read_text("utf-8")) == []


@pytest.mark.parametrize("file", NODE, ids=lambda file: file.parent.name)
def test_every_node_package_is_pinned(file: Path) -> None:
    assert loose_packages(file.read_bytes()) == []


def test_what_runs_is_what_was_tested() -> None:
    tested, run = (
        set(re.findall(r"^(\S+==\S+)", (PYTHON[0].parent / name).read_text("utf-8"), re.MULTILINE))
        for name in ("dev.txt", "run.txt")
    )
    assert run
    assert run <= tested
