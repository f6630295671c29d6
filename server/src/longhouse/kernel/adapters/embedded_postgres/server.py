"""The server of one data folder: made, started, held, let go."""

import asyncio
import fcntl
import hashlib
import logging
import os
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote

from longhouse.kernel.adapters.embedded_postgres.machine import (
    MAJOR,
    EmbeddedPostgresError,
    account_for,
    binaries,
    make_passable,
    postmaster,
    system_account,
)

log = logging.getLogger(__name__)

OWNER = "postgres"
APP = "longhouse_app"
DATABASE = "postgres"
# The path of a Unix socket may be 107 bytes long; PostgreSQL adds its own file name.
_LONGEST_SOCKET_FOLDER = 90
_START_SECONDS = 60
_LOOK_EVERY = 2.0
_ORPHAN_SECONDS = 10.0
_ORPHAN_PAUSE = 0.2

# Sized for a small machine that also runs the house; a community that outgrows this brings its
# own server. Write-ahead log and checkpoints are left as safe as PostgreSQL makes them.
_CONFIGURATION = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 64MB
effective_cache_size = 512MB
work_mem = 8MB
maintenance_work_mem = 64MB
max_wal_size = 512MB
max_worker_processes = 4
max_parallel_workers = 2
wal_compression = on
random_page_cost = 1.1
autovacuum_naptime = 20s
log_min_duration_statement = 2000
log_checkpoints = off
timezone = 'UTC'
"""


class EmbeddedPostgres:
    def __init__(self, data: Path) -> None:
        self._folder = (data / "postgres").resolve()
        self._lock_folder = data.resolve()
        self._binaries = binaries()
        self._held: IO[str] | None = None
        self._sockets = _socket_folder(self._folder)

    @property
    def owner_url(self) -> str:
        """For migrations and backups only."""
        return self.url(OWNER)

    @property
    def app_url(self) -> str:
        """For everything else: a role that cannot rewrite the audit log."""
        return self.url(APP)

    def url(self, user: str, database: str = DATABASE) -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self._sockets), safe='')}"

    async def hold(self) -> None:
        """Make sure the server runs, and keep it running until `release`."""
        await asyncio.to_thread(self._hold)

    async def release(self) -> None:
        """Let go; the last holder stops the server."""
        await asyncio.to_thread(self._release)

    async def watch(self) -> None:
        """Start the server again whenever it has died under us."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            if postmaster(self._folder) is None:
                log.error("the database has died and is started again")
                await asyncio.to_thread(self._start_again)

    def _start_again(self) -> None:
        with self._at_the_door():
            self._start()

    def _hold(self) -> None:
        self._lock_folder.mkdir(parents=True, exist_ok=True)
        with self._at_the_door():
            self._create()
            self._start()
            held = (self._lock_folder / "postgres.held").open("a")
            fcntl.flock(held, fcntl.LOCK_SH)
            self._held = held

    def _release(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        with self._at_the_door(), held, suppress(BlockingIOError):
            # Fails while another process still holds it.
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._run("pg_ctl", "-w", "-m", "fast", "-D", str(self._folder), "stop")

    @contextmanager
    def _at_the_door(self) -> Generator[None]:
        """One process at a time starts, stops, or begins to hold the server."""
        with (self._lock_folder / "postgres.lock").open("a") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield

    def _create(self) -> None:
        if (self._folder / "PG_VERSION").exists():
            _check_version(self._folder)
            return
        _check_empty(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.geteuid() == 0:
            self._prepare_for_root()
        self._run(
            "initdb",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
            f"--username={OWNER}",
            "-D",
            str(self._folder),
        )
        with (self._folder / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_CONFIGURATION)

    def _prepare_for_root(self) -> None:
        """PostgreSQL refuses to run as root, so an account without rights runs it."""
        make_passable(self._folder.parent)
        make_passable(self._binaries)
        account = system_account()
        os.chown(self._folder, account.pw_uid, account.pw_gid)

    def _start(self) -> None:
        if self._running():
            return
        self._sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
        if account := account_for(self._folder):
            os.chown(self._sockets, *account)
        deadline = time.monotonic() + _ORPHAN_SECONDS
        while True:
            try:
                self._launch()
            except EmbeddedPostgresError:
                # The children of a server that was killed hold its memory until they notice.
                if time.monotonic() > deadline:
                    raise
                time.sleep(_ORPHAN_PAUSE)
            else:
                return

    def _launch(self) -> None:
        self._run(
            "pg_ctl",
            "-w",
            "-t",
            str(_START_SECONDS),
            "-o",
            f"-k {self._sockets}",
            "-l",
            str(self._folder / "server.log"),
            "-D",
            str(self._folder),
            "start",
        )

    def _running(self) -> bool:
        """Whether a postmaster of this folder is there; waits for one that is still starting."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            found = postmaster(self._folder)
            if found is None:
                return False
            if found.status == "ready":
                self._sockets = found.sockets
                return True
            time.sleep(0.05)
        raise EmbeddedPostgresError(f"The database in {self._folder} does not become ready.")

    def _run(self, command: str, *arguments: str) -> None:
        user, group = account_for(self._folder) or (None, None)
        with tempfile.TemporaryFile() as output:
            # Files rather than pipes: pg_ctl leaves a server behind that inherits them.
            done = subprocess.run(  # noqa: S603 -- our own binary, arguments from our own settings
                [str(self._binaries / command), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._folder,
                check=False,
                user=user,
                group=group,
                extra_groups=None if user is None else [],
            )
            if done.returncode != 0:
                output.seek(0)
                said = output.read().decode("utf-8", "replace").strip()
                raise EmbeddedPostgresError(f"{command} failed in {self._folder}: {said}")


def _socket_folder(folder: Path) -> Path:
    if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"longhouse-{os.geteuid()}-{digest}"


def _check_version(folder: Path) -> None:
    made_by = (folder / "PG_VERSION").read_text("utf-8").strip()
    if made_by != MAJOR:
        raise EmbeddedPostgresError(
            f"The database in {folder} was made by PostgreSQL {made_by}, and this Longhouse brings "
            f"{MAJOR}. Make a backup with the Longhouse that ran it last, and restore that with "
            "this one into a new folder."
        )


def _check_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise EmbeddedPostgresError(
            f"{folder} is not empty and holds no database. Move what is in it elsewhere first."
        )
