"""The web client: data moves in a circle, and features meet at their doors."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from arch.tree import WEB, Finding, Rule, files, show, write

_IMPORT = re.compile(
    r"""(?:import|export)\s+(?P<what>[^'"();]*?)\s*from\s+['"](?P<where>[^'"]+)['"]"""
)
_REACH = re.compile(
    r"\bfetch\s*\(|\bXMLHttpRequest\b|\bEventSource\s*\(|\bnew WebSocket\b|sendBeacon"
)
_DOM = re.compile(r"(?<![\w.'\"-])(?:document|window|localStorage|navigator)\.|\bfetch\s*\(")
# The one place that builds the client, as the composition root does on the server.
_ROOT_LAYOUT = "routes/+layout.svelte"
# What an error looks like may be known everywhere, and so may the types of the client.
_HARMLESS_API = frozenset({"ApiError"})


def components_that_fetch(root: Path) -> Iterator[Finding]:
    """Event or reply, apply, store, component, action, call: a component never calls itself."""
    for path in files(root, ".svelte"):
        text = path.read_text("utf-8")
        for line in _lines(text, _REACH):
            yield Finding(path, line, "a component does not reach the server; an action does")
        if path.relative_to(root).as_posix() == _ROOT_LAYOUT:
            continue
        for line, what, where in _imports(text):
            if where.startswith("$lib/api") and not _named(what) <= _HARMLESS_API:
                yield Finding(path, line, "a component does not hold the client; an action does")


def ui_that_knows_features(root: Path) -> Iterator[Finding]:
    for path in files(root, ".svelte", ".ts"):
        if not path.relative_to(root).as_posix().startswith("lib/ui/"):
            continue
        for line, _, where in _imports(path.read_text("utf-8")):
            if "/features" in where or where.startswith(("$lib/shell", "$app/state")):
                yield Finding(path, line, f"the design system knows no feature: {where}")


def side_entrances(root: Path) -> Iterator[Finding]:
    for path in files(root, ".svelte", ".ts"):
        inside = path.relative_to(root).as_posix()
        own = re.match(r"lib/features/(\w+)/", inside)
        for line, _, where in _imports(path.read_text("utf-8")):
            there = re.match(r"\$lib/features/(\w+)/(.+)", where)
            by_steps = own is not None and _climbs_out(inside, where)
            if by_steps or (
                there and (own is None or own[1] != there[1]) and not _language(there[2])
            ):
                yield Finding(path, line, f"{where} is not the door of that feature")


def impure_state(root: Path) -> Iterator[Finding]:
    """Stores and `apply` know neither the page nor the network, so they can be tested as they are."""
    for path in files(root, ".ts"):
        inside = path.relative_to(root).as_posix()
        if not inside.startswith("lib/features/"):
            continue
        if path.name not in ("apply.ts", "store.svelte.ts"):
            continue
        text = path.read_text("utf-8")
        for line in _lines(text, _DOM):
            yield Finding(path, line, f"{path.name} touches the page or the network")
        for line, what, where in _imports(text):
            if where.startswith("$lib/api") and not _named(what) <= _HARMLESS_API:
                yield Finding(path, line, f"{path.name} may import types of the client, no more")


def _climbs_out(inside: str, where: str) -> bool:
    """Whether `../../graph/store` leaves the feature that it starts in."""
    if not where.startswith("."):
        return False
    depth = len(inside.split("/")) - len(("lib", "features", "noun", "file"))
    return where.split("/").count("..") > depth


def _language(inside: str) -> bool:
    """Catalogues are loaded by the shell one language at a time."""
    return re.fullmatch(r"messages(\.\w+)?", inside) is not None


def _named(what: str) -> set[str]:
    """What an import brings that is there at run time; types are not."""
    if what.startswith("type "):
        return set()
    names = what.replace("{", "").replace("}", "").split(",")
    return {name.strip() for name in names if name.strip() and not name.strip().startswith("type ")}


def _imports(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _IMPORT.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match["what"], match["where"]


def _lines(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.search(line) and not line.strip().startswith(("//", "*", "/*", "<!--")):
            yield number


def found(rule: Rule, root: Path) -> list[tuple[str, int]]:
    return [(finding.path.relative_to(root).as_posix(), finding.line) for finding in rule(root)]


def test_a_component_that_fetches_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib/features/posts/Post.svelte": (
                "import { ApiError, type Site } from '$lib/api';\n"
                "import type { Api } from '$lib/api';\n"
                "import { useApi } from '$lib/api';\n"
                "const answer = await fetch('/x');\n"
                "refetch(answer);\n"
            ),
            "routes/+layout.svelte": "import { provideApi } from '$lib/api';\n",
        },
    )
    inside = "lib/features/posts/Post.svelte"
    assert found(components_that_fetch, tmp_path) == [(inside, 4), (inside, 3)]


def test_a_design_system_that_knows_a_feature_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib/ui/Card.svelte": "import { Post } from '$lib/features/posts';\n",
            "lib/ui/Avatar.svelte": "import { clock } from '$lib/kernel';\n",
        },
    )
    assert found(ui_that_knows_features, tmp_path) == [("lib/ui/Card.svelte", 1)]


def test_entering_a_feature_beside_its_door_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib/features/feed/Feed.svelte": (
                "import { Post } from '$lib/features/posts';\n"
                "import Post from '$lib/features/posts/Post.svelte';\n"
                "import { page } from '$lib/features/feed/store.svelte';\n"
                "import { get } from '../posts/store.svelte';\n"
            ),
            "lib/features/feed/parts/Row.svelte": "import { page } from '../store.svelte';\n",
            "lib/shell/languages.ts": "import { de } from '$lib/features/feed/messages.de';\n",
        },
    )
    inside = "lib/features/feed/Feed.svelte"
    assert found(side_entrances, tmp_path) == [(inside, 2), (inside, 4)]


def test_a_store_that_touches_the_page_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib/features/posts/apply.ts": (
                "import type { Post } from '$lib/api';\n"
                "import { createApi } from '$lib/api';\n"
                "document.title = 'x';\n"
            ),
            "lib/features/posts/actions.ts": "document.title = 'x';\n",
        },
    )
    inside = "lib/features/posts/apply.ts"
    assert found(impure_state, tmp_path) == [(inside, 3), (inside, 2)]


@pytest.mark.parametrize(
    "rule", [components_that_fetch, ui_that_knows_features, side_entrances, impure_state]
)
def test_the_web_client_keeps_the_rules(rule: Rule) -> None:
    assert not show(rule(WEB))
