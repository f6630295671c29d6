"""The import contracts of `.importlinter`: kept by the real tree, and biting in a bad one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from arch.tree import SERVER, write

HOUSE = {
    f"longhouse/{name}": ""
    for name in (
        "__init__.py",
        "app.py",
        "features/__init__.py",
        "features/identity/__init__.py",
        "features/identity/events.py",
        "features/identity/store.py",
        "features/graph/__init__.py",
        "features/graph/events.py",
        "features/media/__init__.py",
        "kernel/__init__.py",
        "kernel/db.py",
        "kernel/adapters/__init__.py",
        "kernel/adapters/redis.py",
        "kernel/telemetry/__init__.py",
        "kernel/telemetry/metrics.py",
        "realtime/__init__.py",
        "realtime/hub.py",
    )
}


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
            "--no-logo",
            "--config",
            str(SERVER / ".importlinter"),
        ],
        env={**os.environ, "PYTHONPATH": str(source)},
        cwd=source,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_tree_keeps_its_contracts() -> None:
    done = lint(SERVER / "src")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_house_in_order_keeps_them_too(tmp_path: Path) -> None:
    write(tmp_path, HOUSE)
    write(
        tmp_path,
        {
            "longhouse/features/identity/store.py": "import asyncpg\n",
            # What happened above may be heard below.
            "longhouse/features/identity/__init__.py": "import longhouse.features.graph.events\n",
            "longhouse/kernel/db.py": "import asyncpg\n",
            "longhouse/kernel/adapters/redis.py": "import redis\n",
            "longhouse/kernel/telemetry/metrics.py": "import prometheus_client, opentelemetry.sdk\n",
            "longhouse/app.py": "import longhouse.features.graph, longhouse.realtime.hub, litestar\n",
        },
    )
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("features/identity/store.py", "import longhouse.features.graph", "only downwards"),
        ("features/graph/__init__.py", "import longhouse.features.media", "only downwards"),
        ("features/gossip/__init__.py", "", "only downwards"),
        ("kernel/db.py", "import longhouse.features.graph", "The kernel knows"),
        ("kernel/db.py", "import longhouse.realtime.hub", "The kernel knows"),
        ("realtime/hub.py", "import longhouse.features.graph", "Realtime knows"),
        ("features/graph/events.py", "import longhouse.realtime", "never through realtime"),
        ("features/graph/events.py", "import longhouse.app", "The composition root"),
        ("features/graph/events.py", "import asyncpg", "The database driver"),
        ("realtime/hub.py", "from asyncpg.pool import Pool", "The database driver"),
        ("features/graph/events.py", "import litestar", "The web framework"),
        ("realtime/hub.py", "import redis.asyncio", "outgrows one machine"),
        ("kernel/db.py", "import prometheus_client", "through telemetry"),
        ("kernel/db.py", "from opentelemetry import trace", "through telemetry"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(
    tmp_path: Path, file: str, line: str, contract: str
) -> None:
    write(tmp_path, {**HOUSE, f"longhouse/{file}": f"{line}\n"})
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [text for text in done.stdout.splitlines() if text.endswith("BROKEN")]
    assert any(contract in text for text in broken) or contract in done.stdout
