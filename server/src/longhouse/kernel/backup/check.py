"""Reading a backup from its beginning to its end, to see that it is whole, before anything is done."""

from pathlib import Path

import msgspec

from longhouse.kernel.backup.archive import CONTENTS, MANIFEST, SUMS, sound_entries
from longhouse.kernel.backup.errors import Damaged
from longhouse.kernel.backup.manifest import Contents, Manifest, read_contents, read_manifest
from longhouse.kernel.backup.take import Report
from longhouse.kernel.migrate import folder, read_migrations

# What is kept in memory of a backup: what it says of itself, the key, the settings.
_LARGEST_PAPER = 16 << 20


class Checked(msgspec.Struct, frozen=True):
    """A backup that is whole and fits."""

    file: Path
    manifest: Manifest
    contents: Contents
    papers: dict[str, bytes]


def check(file: Path, report: Report) -> Checked:
    known = read_migrations(folder())
    total = file.stat().st_size
    manifest: Manifest | None = None
    contents: Contents | None = None
    papers: dict[str, bytes] = {}
    done = 0
    for entry in sound_entries(file):
        is_paper = "/" not in entry.name and entry.name != SUMS and entry.size <= _LARGEST_PAPER
        kept = bytearray()
        for chunk in entry.chunks:
            done += len(chunk)
            report("whether the backup is whole", done, total)
            if is_paper:
                kept += chunk
        match entry.name:
            case _ if manifest is None:
                # The first thing in it, so that what does not fit is refused at once.
                if entry.name != MANIFEST:
                    raise Damaged("it does not begin as a backup of Longhouse does")
                manifest = read_manifest(bytes(kept), known)
            case name if name == CONTENTS:
                contents = read_contents(bytes(kept))
            case _ if is_paper:
                papers[entry.name] = bytes(kept)
            case _:
                pass
    if manifest is None or contents is None:
        raise Damaged("it does not say what is in it")
    return Checked(file, manifest, contents, papers)
