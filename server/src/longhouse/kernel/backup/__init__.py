"""Backups: one file that holds a whole house, made while it runs, and a house made of it again.

Owns: the format of that file, reading and writing it, copying tables out of and into PostgreSQL,
the mark of a restore that is under way.
Promises: a backup shows the database at one moment, and every object that its rows show then; a
file under its final name is whole; what is damaged, cut off or too new is refused before anything
is changed; a restore that breaks off leaves a house that refuses to start until it is restored; no
more than a few megabytes are held in memory, however large the house is.
Never does: need a program of PostgreSQL's, know a feature's tables, or talk to the person.
"""

from longhouse.kernel.backup.errors import BackupError
from longhouse.kernel.backup.manifest import Contents, Manifest

__all__ = ["BackupError", "Contents", "Manifest"]
