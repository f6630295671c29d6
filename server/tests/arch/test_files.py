"""Files: their names, their size, and the contract that opens each package."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from arch.tree import PACKAGE, REPOSITORY, SERVER, WEB, Finding, files, show, sources, write

LAYERS = frozenset(
    {
        "module", "api", "routes", "push", "jobs", "subscribers", "service", "policy", "store",
        "schemas", "model", "events", "errors", "settings",
    }
)  # fmt: skip
DRAWERS = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"})
LONGEST = 300
PROMISES = ("Owns:", "Promises:", "Never does:")
GENERATED = frozenset({"schema.d.ts"})
OURS = [PACKAGE, SERVER / "tests", WEB, REPOSITORY / "bench", REPOSITORY / "e2e"]


def strange_names(root: Path) -> Iterator[Finding]:
    """A feature holds only the layers that all features have, so that one teaches all."""
    for path in files(root, ".py", ".sql", ".json", ".txt"):
        parts = path.relative_to(root).parts
        if len(parts) < 3 or parts[0] != "features":
            continue
        layer = parts[2].removesuffix(".py")
        if layer != "__init__" and layer not in LAYERS:
            yield Finding(path, 1, f"{layer} is not a layer of a feature")


def drawers(root: Path) -> Iterator[Finding]:
    """A drawer takes everything and says nothing."""
    for path in files(root, ".py", ".ts", ".svelte", ".js"):
        for part in path.relative_to(root).parts:
            if part.split(".")[0].lower() in DRAWERS:
                yield Finding(path, 1, f"{part} is a drawer; name it after what it holds")


def long_files(root: Path) -> Iterator[Finding]:
    for path in files(root, ".py", ".ts", ".svelte", ".js", ".mjs", ".css"):
        length = path.read_text("utf-8").count("\n")
        if length > LONGEST and path.name not in GENERATED:
            yield Finding(path, LONGEST, f"{length} lines; split it by use-case")


def missing_contracts(root: Path) -> Iterator[Finding]:
    """A package says what it owns, promises and never does; a split layer at least what it is."""
    for source in sources(root):
        if source.parts[-1] != "__init__.py" or source.parts == ("features", "__init__.py"):
            continue
        docstring = ast.get_docstring(source.tree) or ""
        # The use-cases of a layer share the contract of their feature.
        within_a_layer = source.feature is not None and len(source.parts) > 3
        wanted = () if within_a_layer else PROMISES
        missing = [promise for promise in wanted if promise not in docstring]
        if not docstring:
            yield source.finding(1, "a package opens with a docstring")
        elif missing:
            yield source.finding(1, f"the contract lacks {', '.join(missing)}")


def test_a_file_that_is_no_layer_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/posts/__init__.py": "",
            "features/posts/store.py": "",
            "features/posts/service/publish.py": "",
            "features/posts/renderer.py": "",
        },
    )
    assert [finding.path.name for finding in strange_names(tmp_path)] == ["renderer.py"]


def test_every_feature_holds_only_layers() -> None:
    assert not show(strange_names(PACKAGE))


def test_a_drawer_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"kernel/utils.py": "", "lib/helpers/x.ts": "", "kernel/ids.py": ""})
    assert len(list(drawers(tmp_path))) == 2


@pytest.mark.parametrize("root", OURS, ids=lambda root: root.name)
def test_there_is_no_drawer(root: Path) -> None:
    assert not show(drawers(root))


def test_a_long_file_is_found(tmp_path: Path) -> None:
    write(
        tmp_path, {"long.py": "x = 1\n" * 301, "just.py": "x = 1\n" * 300, "Big.svelte": "\n" * 301}
    )
    assert {finding.path.name for finding in long_files(tmp_path)} == {"long.py", "Big.svelte"}


@pytest.mark.parametrize("root", OURS, ids=lambda root: root.name)
def test_no_file_is_long(root: Path) -> None:
    assert not show(long_files(root))


def test_a_package_without_a_contract_is_found(tmp_path: Path) -> None:
    contract = '"""Posts.\n\nOwns: a.\nPromises: b.\nNever does: c.\n"""\n'
    write(
        tmp_path,
        {
            "features/posts/__init__.py": contract,
            "features/graph/__init__.py": '"""The graph."""\n',
            "features/posts/service/__init__.py": '"""The use-cases of posts."""\n',
            "features/graph/service/__init__.py": "",
        },
    )
    found = {
        finding.path.relative_to(tmp_path).parts[1:-1] for finding in missing_contracts(tmp_path)
    }
    assert found == {("graph",), ("graph", "service")}


def test_every_package_opens_with_its_contract() -> None:
    assert not show(missing_contracts(PACKAGE))
