"""Doors: a feature is entered through its `api` or its `events`, and layers keep to their work."""

import ast
from collections.abc import Iterator
from pathlib import Path

from arch.tree import PACKAGE, Finding, Source, show, sources, write

DOORS = frozenset({"api", "events"})
# Who builds the house also reads each feature's manifest and settings.
BUILDERS = frozenset({"app", "modules", "__main__", "commands"})
BUILDERS_DOORS = DOORS | {"module", "settings"}
FEATURES = "longhouse.features."


def side_entrances(root: Path) -> Iterator[Finding]:
    """Imports of another feature that pass by its doors."""
    for source in sources(root):
        builder = source.parts[0].removesuffix(".py") in BUILDERS
        doors = BUILDERS_DOORS if builder else DOORS
        for node, module in imports(source):
            if not module.startswith(FEATURES):
                continue
            noun, _, inside = module.removeprefix(FEATURES).partition(".")
            if noun != source.feature and inside.split(".")[0] not in doors:
                yield source.finding(node, f"{module} is not a door of {noun}")


def heavy_events(root: Path) -> Iterator[Finding]:
    """Events may be imported from anywhere, so they import nothing of the house but the kernel."""
    for source in sources(root):
        if source.layer != "events":
            continue
        for node, module in imports(source):
            if module.startswith("longhouse.") and not module.startswith("longhouse.kernel"):
                yield source.finding(node, f"events import only the kernel, not {module}")


def layers_out_of_place(root: Path) -> Iterator[Finding]:
    """Routes call use-cases, not SQL; a policy decides from what it is given."""
    forbidden = {
        "routes": ("store",),
        "policy": ("store", "service", "routes", "api", "jobs"),
        "store": ("service", "routes", "jobs", "subscribers"),
        "model": ("store", "service", "routes", "schemas"),
        "service": ("routes",),
    }
    for source in sources(root):
        own = f"{FEATURES}{source.feature}."
        for node, module in imports(source):
            layer = module.removeprefix(own).split(".")[0] if module.startswith(own) else ""
            if layer in forbidden.get(source.layer or "", ()):
                yield source.finding(node, f"{source.layer} does not reach into {layer}")
            if source.layer == "policy" and module.startswith("longhouse.kernel.db"):
                yield source.finding(node, "a policy does not ask the database")


def imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every module that is imported; `from a.b import c` counts as `a.b.c`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def test_entering_a_feature_beside_its_doors_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/feed/service.py": (
                "from longhouse.features.posts.api import get_many\n"
                "from longhouse.features.posts import events\n"
                "from longhouse.features.feed.store import page\n"
                "from longhouse.features.posts.store import get\n"
                "from longhouse.features.posts import service\n"
                "import longhouse.features.posts.model\n"
            ),
            "app.py": (
                "from longhouse.features.posts.module import module\n"
                "from longhouse.features.posts.store import get\n"
            ),
        },
    )
    found = [(finding.path.name, finding.line) for finding in side_entrances(tmp_path)]
    assert found == [("app.py", 2), ("service.py", 4), ("service.py", 5), ("service.py", 6)]


def test_features_are_entered_through_their_doors() -> None:
    assert not show(side_entrances(PACKAGE))


def test_an_events_file_that_imports_more_than_the_kernel_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/posts/events.py": (
                "import msgspec\n"
                "from longhouse.kernel.events import Event\n"
                "from longhouse.features.posts.model import Post\n"
            )
        },
    )
    assert [finding.line for finding in heavy_events(tmp_path)] == [3]


def test_events_import_only_the_kernel() -> None:
    assert not show(heavy_events(PACKAGE))


def test_a_layer_that_reaches_past_its_work_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "features/posts/routes.py": "from longhouse.features.posts.store import get\n",
            "features/posts/policy.py": "from longhouse.kernel.db import Read\n",
            "features/posts/service.py": "from longhouse.features.posts import store\n",
        },
    )
    found = {finding.path.name for finding in layers_out_of_place(tmp_path)}
    assert found == {"routes.py", "policy.py"}


def test_layers_keep_to_their_work() -> None:
    assert not show(layers_out_of_place(PACKAGE))
