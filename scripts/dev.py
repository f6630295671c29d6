"""`make dev`: the house and the web client's dev server, each reloading when its files change.

The house is started again when a Python or SQL file changes; the browser follows by itself. Open
the address that Vite prints: it hands everything under /api to the house.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WATCHED = [(ROOT / "server" / "src", "*.py"), (ROOT / "server" / "migrations", "*.sql")]
LOOK_EVERY = 0.5
STOP_SECONDS = 15


def main() -> None:
    vite = subprocess.Popen(["npm", "--prefix", str(ROOT / "web"), "run", "dev"])
    house = start_house()
    seen = newest_change()
    try:
        while vite.poll() is None:
            time.sleep(LOOK_EVERY)
            now = newest_change()
            if now != seen:
                seen = now
                stop(house)
                house = start_house()
    except KeyboardInterrupt:
        pass
    finally:
        stop(house)
        stop(vite)


def start_house() -> subprocess.Popen[bytes]:
    # A group of its own, so that Ctrl-C reaches this script alone and it stops things in order.
    return subprocess.Popen(
        [str(Path(sys.executable).with_name("longhouse")), "up", *sys.argv[1:]],
        env={"LONGHOUSE_LOG_FORMAT": "text", **os.environ},
        start_new_session=True,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def newest_change() -> float:
    return max(
        file.stat().st_mtime for folder, pattern in WATCHED for file in folder.rglob(pattern)
    )


if __name__ == "__main__":
    main()
