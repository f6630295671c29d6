"""With nothing of a test's own between the house and the network, nobody inside is knocked at.

The house runs in a network namespace where every address, public or private, is this machine. A
canary hears each connection that is begun there, to whatever address and port.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import pytest

from links.internet import ELSEWHERE, PUBLIC
from links.spellings import SPELLINGS

TESTS = Path(__file__).parents[1]
# Who is root needs no namespace of users, in which the database of this run would be a stranger's.
_AS_ROOT = () if os.geteuid() == 0 else ("--user", "--map-root-user")
_ALONE = ("unshare", *_AS_ROOT, "--net", "--mount")
_MOST_SECONDS = 120

# Names that look like anybody's.
NAMES = {
    "loop.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "translated.example": ["64:ff9b::7f00:1"],
    "tunnel.example": ["2002:7f00:1::1"],
    "nobody.example": ["0.0.0.0"],
    "metadata.example": ["169.254.169.254"],
    "carrier.example": ["100.64.0.1"],
    "protocols.example": ["192.0.0.8"],
    "bench.example": ["198.18.0.1"],
    "home.example": ["192.168.0.1"],
    "unique.example": ["fd00::1"],
    "near.example": ["fe80::1"],
    "both.example": [PUBLIC, "127.0.0.1"],
    "either.example": ["::1", PUBLIC],
}
INSIDE = [*SPELLINGS, *(f"http://{name}/" for name in NAMES)]


def can_be_alone() -> bool:
    if not (shutil.which("unshare") and shutil.which("ip")):
        return False
    return subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not can_be_alone(), reason="this machine makes no namespaces of networks for its users"
)


async def unfolded_alone(database_url: str, folder: Path, **errand: object) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        *(*_ALONE, sys.executable, "-m", "links.alone", database_url, str(folder)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])},
    )
    async with asyncio.timeout(_MOST_SECONDS):
        out, err = await process.communicate(json.dumps(errand).encode())
    assert process.returncode == 0, err.decode()[-4000:]
    return json.loads(out)


async def test_whatever_is_unfolded_only_public_addresses_are_connected_to(
    database_url: str, tmp_path: Path
) -> None:
    led_inside = [f"http://open.example/{number}" for number, _ in enumerate(INSIDE)]
    pages = ["http://open.example/page", f"http://{ELSEWHERE}/page", "http://turning.example/one"]
    came = await unfolded_alone(
        database_url,
        tmp_path,
        names={
            "open.example": [[PUBLIC]],
            # Judged once and connected to as judged; asked again, it leads inside.
            "turning.example": [[PUBLIC], ["127.0.0.1"]],
            **{name: [addresses] for name, addresses in NAMES.items()},
        },
        redirects=INSIDE,
        links=[*INSIDE, *led_inside, *pages, "http://turning.example/two"],
        knocks=["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fd00::1"],
    )
    found = {link for link, title in came["unfolded"].items() if title}
    assert found == set(pages)
    assert came["heard"] == {PUBLIC: len(led_inside) + 2, ELSEWHERE: 1}
    assert set(came["knocked"]) == {"127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fd00::1"}
