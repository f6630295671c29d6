"""`make sbom`: what a running house holds, as a CycloneDX document on the standard output.

Packages come from the lock files with their digests, licences from what is installed, and the
libraries that wheels carry along from where they lie. The same locks and the same wheels make the
same document. It ends with 1 when something is in it under a licence that we do not ship.
"""

import base64
import hashlib
import json
import re
import sys
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Component = dict[str, Any]

# What may be shipped with a program under Apache-2.0. The weak ones are libraries that anybody can
# replace: they are loaded and not built in.
PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "HPND", "ISC"),
        *(
            "MIT",
            "MIT-0",
            "OFL-1.1",
            "PostgreSQL",
            "PSF-2.0",
            "X11-distribute-modifications-variant",
        ),
    }
)
WEAK = frozenset({"LGPL-2.1-or-later", "LGPL-3.0-or-later", "MPL-2.0"})
# Carried by wheels that whoever sets up a house fetches from their makers. Whoever hands on an
# image with them inside hands on these too, and owes what their licence asks for.
CARRIED_ONLY = frozenset({"GPL-2.0-or-later", "GPL-3.0-or-later"})

# How packages spell their licence, as SPDX does.
_SPELLINGS = {
    "apache 2": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "3-clause bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR) [A-Za-z0-9.+-]+)*")
# Those that say it in a file alone, read there.
_IN_A_FILE = {
    "aiofastnet": "MIT",
    "picows": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "svelte-toolbelt": "MIT",
}
# Development packages of which a part ends in what is built.
_BUILT_IN = ("@sveltejs/kit", "tailwindcss")

_CARRIED = {
    **dict.fromkeys(("libasound", "libgmp", "libgnutls"), "LGPL-2.1-or-later"),
    **dict.fromkeys(("libhogweed", "libnettle", "libunistring"), "LGPL-3.0-or-later"),
    **dict.fromkeys(("libav", "libsw"), "LGPL-3.0-or-later"),
    **dict.fromkeys(("libmp3lame", "libvips"), "LGPL-2.1-or-later"),
    **dict.fromkeys(("libopencore-amr",), "Apache-2.0"),
    **dict.fromkeys(("libSvtAv1Enc", "libopus", "libvpx"), "BSD-3-Clause"),
    **dict.fromkeys(("libsharpyuv", "libwebp"), "BSD-3-Clause"),
    **dict.fromkeys(("libdav1d",), "BSD-2-Clause"),
    **dict.fromkeys(("libXau", "libdrm", "libvpl", "libxcb"), "MIT"),
    **dict.fromkeys(("libecpg", "libpgtypes", "libpq", "postgresql", "vector"), "PostgreSQL"),
    "libtinfo": "X11-distribute-modifications-variant",
    "libreadline": "GPL-3.0-or-later",
    **dict.fromkeys(("libx264", "libx265"), "GPL-2.0-or-later"),
}
_LIBRARY = re.compile(r"(?P<name>lib.+?)-[0-9a-f]{8}\.so\.(?P<version>[0-9.]+)")


def main() -> int:
    document = describe()
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
    refused = list(not_to_be_shipped(document["components"]))
    for name, licence in refused:
        print(f"{name} is under {licence or 'no licence'}.", file=sys.stderr)
    return 1 if refused else 0


def describe() -> dict[str, Any]:
    run = (ROOT / "server/requirements/run.txt").read_text("utf-8")
    lock = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))
    components = [*python_packages(run), *web_packages(lock)]
    components.sort(key=lambda component: component["bom-ref"])
    house = metadata.distribution("longhouse")
    content = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "longhouse",
                "name": "longhouse",
                "version": house.version,
                "licenses": [{"expression": licence_of(house)}],
            }
        },
        "components": components,
    }


def python_packages(requirements: str) -> Iterator[Component]:
    """One component for each pinned package, with the digest of every file that may be installed."""
    whole = re.sub(r"\\\n\s*", " ", requirements)
    for line in re.findall(r"^[a-zA-Z0-9].*$", whole, re.MULTILINE):
        name, version = re.match(r"([\w.-]+)(?:\[.*?\])?==(\S+)", line).groups()
        purl = f"pkg:pypi/{name}@{version}"
        installed = metadata.distribution(name)
        component = _component(name, version, purl, licence_of(installed))
        digests = re.findall(r"--hash=sha256:([0-9a-f]{64})", line)
        component["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in sorted(digests)]
        if carried := sorted(_carried(installed, purl), key=lambda one: one["bom-ref"]):
            component["components"] = carried
        yield component


def web_packages(lock: dict[str, Any]) -> Iterator[Component]:
    """Whatever the built client may hold something of, by its place in the lock."""
    seen: set[str] = set()
    for place, package in lock["packages"].items():
        name = place.rpartition("node_modules/")[2]
        tool = package.get("dev") or package.get("devOptional") or package.get("optional")
        if not place or (tool and place.removeprefix("node_modules/") not in _BUILT_IN):
            continue
        purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        if purl in seen:
            continue
        seen.add(purl)
        licence = package.get("license") or _IN_A_FILE.get(name, "")
        component = _component(name, package["version"], purl, licence)
        kind, _, digest = package["integrity"].partition("-")
        component["hashes"] = [
            {
                "alg": kind.upper().replace("SHA", "SHA-"),
                "content": base64.b64decode(digest).hex(),
            }
        ]
        yield component


def _component(name: str, version: str, purl: str, licence: str) -> Component:
    component: Component = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
    }
    if licence:
        component["licenses"] = [{"expression": licence}]
    return component


def licence_of(installed: metadata.Distribution) -> str:
    """As SPDX spells it; empty when the package does not say it in any way that is known."""
    said = installed.metadata
    classifiers = [c for c in said.get_all("Classifier", []) if c.startswith("License ::")]
    ways = (
        _IN_A_FILE.get(said["Name"].lower()),
        said.get("License-Expression"),
        *(said.get("License") or "").strip().splitlines()[:1],
        *(classifier.rpartition(":: ")[2] for classifier in classifiers),
    )
    for way in ways:
        if not way:
            continue
        spelt = _SPELLINGS.get(way.strip().lower(), way.strip())
        if _SPDX.fullmatch(spelt):
            return spelt
    return ""


def _carried(installed: metadata.Distribution, purl: str) -> Iterator[Component]:
    """Libraries and programs of others that lie in the package as it was built."""
    for file in installed.files or ():
        folder = file.parts[0]
        if folder.endswith(".libs") and (found := _LIBRARY.fullmatch(file.name)):
            yield _part(found["name"], found["version"], purl, Path(file.locate()))
        elif file.parts[-2:] == ("bin", "postgres"):
            path = Path(file.locate())
            config = (path.parents[1] / "include" / "pg_config.h").read_text("utf-8")
            version = re.search(r'#define PG_VERSION "(\S+)"', config)
            yield _part("postgresql", version[1] if version else "", purl, path)


def _part(name: str, version: str, purl: str, path: Path) -> Component:
    beginnings = [beginning for beginning in _CARRIED if name.startswith(beginning)]
    licence = _CARRIED[max(beginnings, key=len)] if beginnings else ""
    part = _component(name, version, f"{purl}#{name}@{version}", licence)
    # It has no address of its own: it came inside of the package.
    del part["purl"]
    part["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}]
    return part


def not_to_be_shipped(components: list[Component]) -> Iterator[tuple[str, str]]:
    """Name and licence of whatever is under none that we may ship."""
    for component in components:
        licence = _expression(component)
        if not _allowed(licence, PERMISSIVE | WEAK):
            yield component["name"], licence
        for part in component.get("components", ()):
            licence = _expression(part)
            if not _allowed(licence, PERMISSIVE | WEAK | CARRIED_ONLY):
                yield f"{component['name']}: {part['name']}", licence


def _expression(component: Component) -> str:
    licences = component.get("licenses", ())
    return licences[0]["expression"] if licences else ""


def _allowed(expression: str, names: frozenset[str]) -> bool:
    """Whether one of its alternatives asks for nothing but what is among `names`."""
    return any(
        all(name in names for name in alternative.split(" AND "))
        for alternative in expression.split(" OR ")
    )


if __name__ == "__main__":
    sys.exit(main())
