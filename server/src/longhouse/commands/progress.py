"""Telling whoever waits how far something is."""

import sys
import time
from typing import TextIO

_TIMES_A_SECOND = 5
_WIDTH = 78
_STEP = 10


class Progress:
    """On a terminal one line that is written over; elsewhere a line for each tenth of a part."""

    def __init__(self, out: TextIO = sys.stderr, *, quiet: bool = False) -> None:
        self._out = out
        self._quiet = quiet
        self._on_terminal = out.isatty()
        self._what = ""
        self._told = -_STEP
        self._at = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._quiet:
            return
        # Sizes in the server are estimates: what is not done yet is never all of it.
        percent = min(99, done * 100 // max(1, total))
        if what != self._what:
            self._what, self._told, self._at = what, -_STEP, 0.0
        if self._on_terminal:
            self._write_over(f"{percent:3} %  {what}")
        elif percent - self._told >= _STEP:
            self._told = percent - percent % _STEP
            self._out.write(f"{percent} %: {what}\n")
            self._out.flush()

    def clear(self) -> None:
        """Leave the line for what is said next."""
        if self._on_terminal and self._what:
            self._out.write("\r" + " " * _WIDTH + "\r")
            self._out.flush()

    def _write_over(self, line: str) -> None:
        now = time.monotonic()
        if now - self._at > 1 / _TIMES_A_SECOND:
            self._at = now
            self._out.write("\r" + line.ljust(_WIDTH))
            self._out.flush()


def size_of(size: int) -> str:
    """For people: "1.4 GB"."""
    scaled = float(size)
    for unit in ("bytes", "KB", "MB"):
        if scaled < 1000:
            return f"{scaled:.0f} {unit}" if unit == "bytes" else f"{scaled:.1f} {unit}"
        scaled /= 1000
    return f"{scaled:.1f} GB"


def files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
