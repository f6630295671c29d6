"""Runs the browser journeys against houses of their own, made for this run and thrown away.

All of them are walked in two halves side by side, each in a house of its own, so that they cannot
meet; those that are named on the command line in one. Without a Chromium they are left out with a
sentence, unless BROWSER_TESTS=required.

With `--many` the house is two servers, two gateways and a worker behind an nginx.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from many import ManyProcesses

MANY = "--many"
HERE = Path(__file__).resolve().parent
START_SECONDS = 60
STOP_SECONDS = 40
HALVES = 2
FIRST_LINK = re.compile(r"https?://\S+/welcome#\S+")
# Everybody in a journey comes from one address, and quickly.
ROOM_TO_MOVE = {
    "LONGHOUSE_IDENTITY_SIGN_INS_A_MINUTE": "1000",
    "LONGHOUSE_IDENTITY_SIGN_UPS_AN_HOUR": "1000",
    "LONGHOUSE_HTTP_REQUESTS_PER_MINUTE": "100000",
    "LONGHOUSE_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE": "100000",
}


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        if os.environ.get("BROWSER_TESTS") == "required":
            say("No Chromium was found, and BROWSER_TESTS=required.")
            return 1
        say("No Chromium was found: the browser journeys are left out.")
        return 0
    options = [option for option in sys.argv[1:] if option != MANY]
    if MANY in sys.argv:
        return walk(chromium, "many", options, ManyProcesses)
    if options:
        return walk(chromium, "all", options)
    with ThreadPoolExecutor(HALVES) as halves:
        walked = [
            halves.submit(walk, chromium, f"half-{n}", [f"--shard={n}/{HALVES}"])
            for n in range(1, HALVES + 1)
        ]
        return max(half.result() for half in walked)


def walk(
    chromium: str,
    part: str,
    options: Sequence[str],
    kind: "type[House | ManyProcesses] | None" = None,
) -> int:
    """Journeys in a new house; how Playwright ended. What it leaves is put under `part`."""
    with tempfile.TemporaryDirectory(prefix="longhouse-e2e-") as data:
        house = (kind or House)(Path(data), ROOM_TO_MOVE)
        try:
            given = {
                "LONGHOUSE_FIRST_LINK": house.start(),
                "LONGHOUSE_URL": house.url,
                "CHROMIUM": chromium,
                "JOURNEYS_PART": part,
            }
            return run_journeys(given, options)
        finally:
            house.stop()


class House:
    def __init__(self, data: Path, settings: Mapping[str, str]) -> None:
        self._data = data
        self._settings = settings
        self._log = (data / "house.log").open("w+")
        port = free_port()
        self.url = f"http://localhost:{port}"
        self._command = [
            str(Path(sys.executable).with_name("longhouse")),
            "up",
            "--data",
            str(data / "data"),
            "--port",
            str(port),
        ]
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start, and return the link for the first admin."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("LONGHOUSE_")}
        self._process = subprocess.Popen(
            self._command,
            env={**kept, **self._settings},
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        timer = threading.Timer(START_SECONDS, self._process.kill)
        timer.start()
        said = ""
        for line in self._process.stdout or ():
            said += line
            if match := FIRST_LINK.search(line):
                timer.cancel()
                return match[0]
        raise SystemExit(f"The house did not start:\n{said}\n{self._read_log()}")

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        if code != 0:
            say(f"The house ended with {code}:\n{self._read_log()}")

    def _read_log(self) -> str:
        self._log.seek(0)
        return self._log.read()


def run_journeys(given: Mapping[str, str], options: Sequence[str]) -> int:
    playwright = HERE / "node_modules" / ".bin" / "playwright"
    return subprocess.run(
        [str(playwright), "test", *options], cwd=HERE, env={**os.environ, **given}, check=False
    ).returncode


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
