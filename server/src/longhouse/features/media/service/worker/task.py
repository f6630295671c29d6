"""What a worker is told, and how it answers."""

import json
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    kind: str
    format: str
    source: str
    target: str
    """An empty folder, for everything that is made."""
    memory: int
    processor_seconds: int
    largest_file: int
    pixels: int
    """The most that a picture, all of its frames together, or one frame of a film may have."""
    frames: int
    seconds: float
    """The longest that a film or a sound may last."""


class Refused(Exception):
    """The file cannot be taken; the reason is a word that the house turns into a sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
