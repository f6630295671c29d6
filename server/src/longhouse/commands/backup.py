"""`backup`: write the whole house into one file, also while it runs."""

import argparse
import errno
import fcntl
import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from longhouse import __version__
from longhouse.commands.progress import Progress, files, size_of
from longhouse.commands.settings import describe
from longhouse.keeping import KEPT, in_words
from longhouse.kernel.backup import BackupError, Contents
from longhouse.kernel.backup.take import Keeper
from longhouse.kernel.config import FILE_NAME, Config
from longhouse.kernel.secrets import KEY_FILE, find_key
from longhouse.kernel.settings import DatabaseSettings, HouseSettings
from longhouse.kernel.supervise import Supervisor
from longhouse.ports import choose_blobs, database_address

# One name for every backup that is being written into a folder, so that what a power cut leaves is
# taken up by the next one.
_UNFINISHED = ".longhouse-backup.part"
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_README = """\
A backup of a Longhouse. `longhouse restore` makes a house of it again.

KEEP THIS FILE SECRET. secret.key opens everything that the house has sealed, and the tables hold
everything that its members have written, the hashes of their passwords too.

manifest.json    what this is: version, moment, tables with their columns
secret.key       the key of the house
settings.txt     how it was set, passwords left out; longhouse.toml as it was, passwords and all
database/        one folder for each table: gzip files of PostgreSQL's COPY in its text format, one
                 row a line. `zcat database/posts.post/*.gz` shows all posts.
blobs/           pictures, films and sounds, by the keys that media.object lists
contents.json    how much of everything there is, and what was missing
SHA256SUMS       `sha256sum -c SHA256SUMS` finds whatever was changed
"""


async def make(config: Config, arguments: argparse.Namespace) -> None:
    now = datetime.now(UTC)
    target = _target(Path(arguments.file), now)
    papers = _papers(config)
    progress = Progress(quiet=arguments.quiet)
    supervisor = Supervisor()
    try:
        address = await database_address(config, supervisor)
        keeper = Keeper(
            owner_url=address.owner_url,
            blobs=choose_blobs(config),
            kept=KEPT,
            papers=papers,
            version=__version__,
            report=progress,
        )
        with _writing(target) as file:
            contents = await keeper.keep(file, target.parent, now)
    finally:
        progress.clear()
        await supervisor.stop()
    if not arguments.quiet:
        _tell(target, contents)
    _warn(contents)


def _target(given: Path, now: datetime) -> Path:
    """In a folder a backup is called after its moment."""
    target = given / f"longhouse-{now:%Y-%m-%d-%H%M%S}.tar" if given.is_dir() else given
    if target.exists():
        raise BackupError(f"{target} is there already. Choose another name, or give a folder.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    return target


def _papers(config: Config) -> dict[str, bytes]:
    settings = config.get(HouseSettings)
    key = check_is_there(config)
    described = io.StringIO()
    describe(config, described)
    papers = {
        "README.txt": _README.encode(),
        KEY_FILE: key,
        "settings.txt": described.getvalue().encode(),
    }
    file = settings.data / FILE_NAME
    if file.is_file():
        papers[FILE_NAME] = file.read_bytes()
    return papers


def check_is_there(config: Config) -> bytes:
    """The key of the house; raises where there is no house, before one is made by looking."""
    settings = config.get(HouseSettings)
    is_made = config.get(DatabaseSettings).url or (settings.data / "postgres/PG_VERSION").exists()
    key = find_key(settings.data, settings.secret_key)
    if key is None or not is_made:
        raise BackupError(f"There is no house in {settings.data}.")
    return key


@contextmanager
def _writing(target: Path) -> Generator[BinaryIO]:
    """A file under its final name is whole and on the disk; until then it has another one."""
    draft = target.parent / _UNFINISHED
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(draft, flags, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"Another backup is being written into {target.parent}.") from None
        try:
            os.fchmod(file.fileno(), 0o600)
            file.truncate(0)
            yield file
            file.flush()
            os.fsync(file.fileno())
            draft.rename(target)
        except OSError as error:
            # Closing writes what waits in memory, which does not fit either.
            with suppress(OSError):
                file.close()
            if error.errno not in _OF_THE_DISK:
                raise
            reason = os.strerror(error.errno).lower()
            raise BackupError(
                f"{target} could not be written: {reason}. Nothing of it was left."
            ) from error
        finally:
            draft.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _tell(target: Path, contents: Contents) -> None:
    sys.stdout.write(
        f"{target}: {size_of(target.stat().st_size)}, with {in_words(contents.rows)}, "
        f"and {files(contents.objects)} of {size_of(contents.object_bytes)}.\n"
        "It holds the key of the house and everything that members have written. Whoever has it "
        "has all of that: keep it as you keep a password, and not only on this machine.\n"
    )


def _warn(contents: Contents) -> None:
    for what, keys in (("missing in", contents.missing), ("damaged in", contents.damaged)):
        if keys:
            sys.stderr.write(
                f"longhouse: {files(len(keys))} {what} the store, not in the backup: "
                f"{', '.join(keys[:5])}{' and more' if len(keys) > 5 else ''}.\n"
            )
