"""`restore`: make a house of a backup."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from longhouse.commands.progress import Progress, files, size_of
from longhouse.keeping import COUNTED, SET_RIGHT, STRAYS, in_words
from longhouse.kernel import audit
from longhouse.kernel.backup import BackupError
from longhouse.kernel.backup.check import Checked, check
from longhouse.kernel.backup.load import Target
from longhouse.kernel.backup.restored import note_restored
from longhouse.kernel.config import FILE_NAME, Config, ConfigError, load
from longhouse.kernel.db import Tx
from longhouse.kernel.secrets import KEY_FILE, find_key
from longhouse.kernel.settings import (
    BlobSettings,
    DatabaseSettings,
    HouseSettings,
    LiveSettings,
)
from longhouse.kernel.supervise import Supervisor
from longhouse.modules import SETTINGS
from longhouse.ports import choose_blobs, database_address, forget_live_state

_ASIDE = ".before-restore"
_FROM_BACKUP = ".from-backup"
# Settings that say where a house is kept.
_PLACES = (DatabaseSettings, BlobSettings, LiveSettings)


async def bring_back(config: Config, arguments: argparse.Namespace) -> None:
    progress = Progress()
    supervisor = Supervisor()
    try:
        backup = check(_file(arguments.file), progress)
        _check_key(config, backup)
        config.get(HouseSettings).data.mkdir(parents=True, exist_ok=True, mode=0o700)
        address = await database_address(config, supervisor)
        target = Target(owner_url=address.owner_url, blobs=choose_blobs(config), report=progress)
        is_given_up = await _check_empty(target, force=arguments.force)
        await target.fill(backup)
        await forget_live_state(config)
        _put_key(config, backup)
        aside = _put_settings(config, backup)
        sound, now = _Sound(), datetime.now(UTC)
        await target.finish([*SET_RIGHT, sound.look, lambda tx: _note(tx, backup)], now)
        if is_given_up:
            for folder, find in STRAYS.items():
                await target.remove_strays(folder, find, now)
    finally:
        progress.clear()
        await supervisor.stop()
    _tell(backup, aside, sound)


def _file(given: str) -> Path:
    file = Path(given)
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    return file


async def _check_empty(target: Target, *, force: bool) -> bool:
    """True for a house that is given up."""
    there = await target.what_is_there(list(COUNTED))
    if not there:
        return False
    if not force:
        raise BackupError(
            f"A house is here already, with {in_words(there)}. All of that would be lost. If that "
            "is what you want, say --force; else give another data folder or database."
        )
    sys.stderr.write(f"The house that is here is given up: {in_words(there)}.\n")
    return True


def _check_key(config: Config, backup: Checked) -> None:
    settings = config.get(HouseSettings)
    if settings.secret_key and find_key(settings.data, settings.secret_key) != _key_of(backup):
        raise BackupError(
            "This backup was made under another LONGHOUSE_SECRET_KEY. Set that one, or leave it "
            "out: then the key in the backup is put into the data folder."
        )


def _put_key(config: Config, backup: Checked) -> None:
    settings = config.get(HouseSettings)
    if not settings.secret_key:
        _put_aside(settings.data / KEY_FILE, _key_of(backup))


def _put_settings(config: Config, backup: Checked) -> Path | None:
    """In place, unless the house would then look for itself elsewhere; then beside it."""
    settings = backup.papers.get(FILE_NAME)
    file = config.get(HouseSettings).data / FILE_NAME
    if settings is None or (file.is_file() and file.read_bytes() == settings):
        return None
    if not file.exists() and _leads_here(config, settings, file.with_name(f".{FILE_NAME}.tried")):
        _put_aside(file, settings)
        return None
    beside = file.with_name(FILE_NAME + _FROM_BACKUP)
    _put_aside(beside, settings)
    return beside


def _leads_here(config: Config, settings: bytes, trial: Path) -> bool:
    _write(trial, settings)
    flags = {"data": str(config.get(HouseSettings).data)}
    try:
        there = load(SETTINGS, environment=os.environ, file=trial, flags=flags)
    except ConfigError:
        return False
    finally:
        trial.unlink()
    return all(there.get(place) == config.get(place) for place in _PLACES)


def _put_aside(file: Path, content: bytes) -> None:
    """Write a file; what was there before and is not the same stays beside it."""
    if file.exists():
        if file.read_bytes() == content:
            return
        file.replace(file.with_name(file.name + _ASIDE))
    _write(file, content)


def _write(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)


def _key_of(backup: Checked) -> bytes:
    try:
        return backup.papers[KEY_FILE]
    except KeyError:
        raise BackupError("There is no key in this backup. Nothing was changed.") from None


class _Sound:
    """Whether the log of acts in the backup is as it was written; it is restored in any case."""

    broken: int | None = None

    async def look(self, tx: Tx) -> None:
        self.broken = await audit.find_break(tx)


async def _note(tx: Tx, backup: Checked) -> None:
    await note_restored(tx, backup.manifest.made_at)
    await audit.record(
        tx,
        None,
        "restore_backup",
        details={"made_at": msgspec.to_builtins(backup.manifest.made_at)},
    )


def _tell(backup: Checked, aside: Path | None, sound: _Sound) -> None:
    contents = backup.contents
    sys.stdout.write(
        f"The house is as it was at {backup.manifest.made_at:%Y-%m-%d %H:%M:%S} UTC: "
        f"{in_words(contents.rows)}, and {files(contents.objects)} of "
        f"{size_of(contents.object_bytes)}.\n"
        "Everybody has to sign in again. What waited to be sent by mail or push then is not "
        "sent.\n"
    )
    if aside is not None:
        sys.stdout.write(
            f"Its settings are in {aside}: they would lead elsewhere, so take out of them what you "
            "still want.\n"
        )
    left_out = len(contents.missing) + len(contents.damaged)
    if left_out:
        sys.stderr.write(f"longhouse: {files(left_out)} missing when it was made.\n")
    if sound.broken is not None:
        sys.stderr.write(
            f"longhouse: The audit log in it was changed: entry {sound.broken} is not as it was "
            "written.\n"
        )
