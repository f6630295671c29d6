"""The bill of what a house holds names everything, and nothing in it is under a licence that we do
not ship. Whoever asks for known holes is told when nobody answered."""

import json
import re
import runpy
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
import pytest

from arch.tree import REPOSITORY

BILL: dict[str, Any] = runpy.run_path(str(REPOSITORY / "scripts" / "sbom.py"))
AUDIT: dict[str, Any] = runpy.run_path(str(REPOSITORY / "scripts" / "audit.py"))
LENGTHS = {"SHA-256": 64, "SHA-512": 128}


class Hash(msgspec.Struct, forbid_unknown_fields=True):
    alg: Literal["SHA-256", "SHA-512"]
    content: str


class Licence(msgspec.Struct, forbid_unknown_fields=True):
    expression: str


class Component(msgspec.Struct, forbid_unknown_fields=True, rename={"bom_ref": "bom-ref"}):
    type: Literal["library", "application"]
    name: str
    version: str
    bom_ref: str
    licenses: list[Licence]
    hashes: list[Hash] = []
    purl: str | None = None
    components: list["Component"] = []


class About(msgspec.Struct, forbid_unknown_fields=True):
    component: Component


class Bill(msgspec.Struct, forbid_unknown_fields=True, rename={"bom_format": "bomFormat"}):
    bom_format: Literal["CycloneDX"]
    spec_version: Literal["1.6"] = msgspec.field(name="specVersion")
    serial_number: str = msgspec.field(name="serialNumber")
    version: int
    metadata: About
    components: list[Component]


@pytest.fixture(scope="module")
def bill() -> Bill:
    document = json.dumps(BILL["describe"]())
    assert json.dumps(BILL["describe"]()) == document, "the same house makes the same bill"
    assert str(REPOSITORY) not in document
    return msgspec.json.decode(document, type=Bill)


def every(components: list[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        yield from every(component.components)


def test_everything_in_it_has_a_version_a_digest_and_a_licence(bill: Bill) -> None:
    everything = list(every(bill.components))
    assert len({component.bom_ref for component in everything}) == len(everything)
    for component in everything:
        assert component.name
        assert re.fullmatch(r"\d[\w.+!-]*", component.version), component.name
        assert [licence.expression for licence in component.licenses] != [], component.name
        assert component.hashes, component.name
        for digest in component.hashes:
            assert re.fullmatch(f"[0-9a-f]{{{LENGTHS[digest.alg]}}}", digest.content)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill.serial_number)
    assert bill.metadata.component.name == "longhouse"


def test_everything_that_is_pinned_is_in_it(bill: Bill) -> None:
    listed = {component.purl: component for component in bill.components}
    pinned = (REPOSITORY / "server" / "requirements" / "run.txt").read_text("utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", pinned)
    for entry in entries:
        if found := re.match(r"([\w.-]+)(?:\[.*?\])?==([^\s\\]+)", entry):
            component = listed.pop(f"pkg:pypi/{found[1]}@{found[2]}")
            digests = {digest.content for digest in component.hashes}
            assert digests == set(re.findall(r"sha256:([0-9a-f]{64})", entry)), found[1]
    manifest = json.loads((REPOSITORY / "web" / "package.json").read_text("utf-8"))
    lock = json.loads((REPOSITORY / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = [*manifest["dependencies"]]
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in seen and f"node_modules/{name}" in lock:
            seen.add(name)
            package = lock[f"node_modules/{name}"]
            assert f"pkg:npm/{name.replace('@', '%40')}@{package['version']}" in listed
            wanted += package.get("dependencies", ())
    assert {"svelte", "bits-ui", "clsx"} <= {*seen, "svelte"}
    assert all(purl and purl.startswith("pkg:npm/") for purl in listed), "nothing else is in it"


def test_what_wheels_carry_along_is_in_it_too(bill: Bill) -> None:
    carried = {part.name for component in bill.components for part in component.components}
    assert {"postgresql", "libvips", "libavcodec", "libx264"} <= carried


def test_nothing_is_under_a_licence_that_we_do_not_ship() -> None:
    assert list(BILL["not_to_be_shipped"](BILL["describe"]()["components"])) == []


@pytest.mark.parametrize(
    ("licence", "alone", "carried"),
    [
        ("MIT", True, True),
        ("Apache-2.0 AND BSD-2-Clause", True, True),
        ("GPL-2.0-only OR MIT", True, True),
        ("LGPL-3.0-or-later", True, True),
        ("GPL-3.0-or-later", False, True),
        ("MIT AND GPL-2.0-only", False, False),
        ("AGPL-3.0-only", False, False),
        ("SSPL-1.0", False, False),
        ("LicenseRef-Proprietary", False, False),
        ("", False, False),
    ],
)
def test_a_licence_that_we_do_not_ship_is_found(licence: str, alone: bool, carried: bool) -> None:
    one: dict[str, Any] = {"name": "one", "licenses": [{"expression": licence}] if licence else []}
    inside = {"name": "all", "licenses": [{"expression": "MIT"}], "components": [one]}
    refused = BILL["not_to_be_shipped"]
    assert list(refused([one])) == ([] if alone else [("one", licence)])
    assert list(refused([inside])) == ([] if carried else [("all: one", licence)])


FINE: dict[str, Any] = {"name": "h11", "version": "0.16.0", "vulns": []}
HOLED: dict[str, Any] = {"name": "h11", "version": "0.14.0", "vulns": [{"id": "CVE-2025-43859"}]}
LEFT_OUT: dict[str, Any] = {"name": "h11", "skip_reason": "Dependency not found on PyPI"}
SEVERE: dict[str, Any] = {"svelte": {"range": "<5.1", "severity": "high"}}


@pytest.mark.parametrize(
    ("reader", "answer", "outcome"),
    [
        ("holes_in_python", {"dependencies": [FINE]}, 0),
        ("holes_in_python", {"dependencies": [FINE, HOLED]}, 1),
        ("holes_in_python", {"dependencies": [FINE, LEFT_OUT]}, 2),
        ("holes_in_python", {"dependencies": []}, 2),
        ("holes_in_node", {"vulnerabilities": {}}, 0),
        ("holes_in_node", {"vulnerabilities": SEVERE}, 1),
        ("holes_in_node", {"message": "405 Method Not Allowed", "error": {}}, 2),
    ],
)
def test_no_answer_about_holes_is_never_a_good_one(
    capsys: pytest.CaptureFixture[str], reader: str, answer: object, outcome: int
) -> None:
    said = ("echo", json.dumps(answer))
    assert AUDIT["ask"]("Packages", said, AUDIT[reader]) == outcome
    told = capsys.readouterr().out
    assert ("no known holes" in told) == (outcome == 0)
    assert ("nobody could be asked" in told) == (outcome == 2)


@pytest.mark.parametrize("command", [("no-such-program",), ("true",), ("echo", "sorry")])
def test_who_cannot_be_asked_is_named(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert AUDIT["ask"]("Packages", command, AUDIT["holes_in_node"]) == 2
    assert command[0] in capsys.readouterr().out or command[0] == "echo"
