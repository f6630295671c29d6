"""Processes whose clock is not that of the machine, by Debian's `faketime`."""

from collections.abc import Mapping
from pathlib import Path

_LIBRARIES = Path("/usr/lib")
# How long a process may go on with the clock that it had; the library asks no oftener.
NOTICED_WITHIN = 1


class WrongClock:
    """One for any number of processes, which can be set anew while they run.

    The clock that only counts seconds is left alone, as it is when somebody sets a real one.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def set(self, seconds: float) -> None:
        """By how much it is ahead of the machine's."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{seconds:+.0f}\n", "ascii")
        fresh.rename(self._file)

    def settings(self) -> Mapping[str, str]:
        library = find_library()
        assert library is not None
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": str(NOTICED_WITHIN),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


def find_library() -> Path | None:
    return next(iter(sorted(_LIBRARIES.glob("*/faketime/libfaketimeMT.so.1"))), None)
