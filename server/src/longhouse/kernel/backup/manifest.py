"""What a backup says of itself: at its beginning what it is, at its end what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from longhouse.kernel.backup.errors import BackupError, Damaged
from longhouse.kernel.migrate import Applied, Migration, MigrationError, check_compatible

FORMAT = 1


class TableOf(msgspec.Struct, frozen=True):
    schema: str
    name: str
    columns: Sequence[str]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"


class SequenceOf(msgspec.Struct, frozen=True):
    name: str
    """With its schema, quoted where PostgreSQL wants it so."""
    last_value: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    longhouse: str
    postgresql: str
    made_at: datetime
    """The moment that the backup shows."""
    migrations: Sequence[Applied]
    tables: Sequence[TableOf]
    sequences: Sequence[SequenceOf]

    @property
    def schema(self) -> str:
        newest = max(self.migrations, key=lambda one: one.version)
        return f"{newest.version:04}_{newest.name}"


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    rows: Mapping[str, int]
    objects: int
    object_bytes: int
    missing: Sequence[str] = ()
    """Objects that rows show and the store did not have."""
    damaged: Sequence[str] = ()
    """Objects that were not what had been put; they were left out."""


# A refusal of msgspec's, words that are not UTF-8, brackets without end.
_UNREADABLE = (ValueError, RecursionError)


def read_manifest(encoded: bytes, known: Sequence[Migration]) -> Manifest:
    """Refuses what this code cannot restore, with the sentence that says why."""
    try:
        said = msgspec.json.decode(encoded, type=dict[str, msgspec.Raw])
        written = msgspec.json.decode(said["format"], type=int)
    except (*_UNREADABLE, KeyError):
        raise Damaged("what it says of itself cannot be read") from None
    if written > FORMAT:
        raise BackupError(_TOO_NEW)
    try:
        manifest = msgspec.json.decode(encoded, type=Manifest)
    except _UNREADABLE:
        raise Damaged("what it says of itself cannot be read") from None
    _check_schema(manifest, known)
    return manifest


def read_contents(encoded: bytes) -> Contents:
    try:
        return msgspec.json.decode(encoded, type=Contents)
    except _UNREADABLE:
        raise Damaged("what it says of its contents cannot be read") from None


_TOO_NEW = (
    "This backup was made by a newer Longhouse than this one. Install that version or a newer one, "
    "then restore."
)


def _check_schema(manifest: Manifest, known: Sequence[Migration]) -> None:
    newest_known = max((migration.version for migration in known), default=0)
    if any(row.version > newest_known for row in manifest.migrations):
        raise BackupError(
            f"This backup was made by Longhouse {manifest.longhouse} with the schema "
            f"{manifest.schema}, which is newer than this one. Install that version or a newer "
            "one, then restore."
        )
    if not manifest.migrations:
        raise Damaged("it names no schema")
    try:
        check_compatible(known, manifest.migrations)
    except MigrationError as error:
        raise BackupError(f"This backup does not fit this Longhouse. {error}") from None
