"""Writes lines for which nobody waits.

A pipe that is not read makes whoever writes to it stand still, and a disk that is full makes them
fail; neither may happen to a request because of its log. A thread writes, and what it cannot is
lost, counted, and spoken of as soon as something can be written again.
"""

import os
import select
import threading
from collections import deque
from collections.abc import Callable
from typing import TextIO

# What may wait to be written; some thousand lines.
_MOST_BYTES = 4 << 20
_LOOK_AGAIN_MILLISECONDS = 1000


class Lines:
    """Those of one stream. One without a descriptor, as in a test, is written to at once."""

    def __init__(self, stream: TextIO, say_lost: Callable[[int], str] | None = None) -> None:
        """`say_lost` makes the line that tells how many were lost."""
        self.lost = 0
        self._stream = stream
        self._say_lost = say_lost
        self._waiting: deque[bytes] = deque()
        self._held_bytes = 0
        self._unsaid = 0
        self._stopping = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._descriptor = -1

    def put(self, line: str) -> None:
        if self._thread is None and not self._begin():
            self._stream.write(line + "\n")
            self._stream.flush()
            return
        encoded = (line + "\n").encode("utf-8", "backslashreplace")
        with self._changed:
            if self._held_bytes + len(encoded) > _MOST_BYTES:
                self._lose_one()
                return
            self._held_bytes += len(encoded)
            self._waiting.append(encoded)
            self._changed.notify()

    def stop(self, within: float) -> None:
        """Write what waits, unless that takes longer; then it is left to nobody."""
        thread = self._thread
        if thread is None:
            return
        with self._changed:
            self._stopping = True
            self._changed.notify()
        thread.join(within)
        if thread.is_alive():
            # It stands in a write that may never end, and goes down with the process.
            return
        os.close(self._descriptor)
        self._thread = None
        self._stopping = False

    def _begin(self) -> bool:
        try:
            # One of our own: that of the stream may be closed and given to something else.
            self._descriptor = os.dup(self._stream.fileno())
        except (OSError, ValueError):
            return False
        self._thread = threading.Thread(target=self._write_all, name="log", daemon=True)
        self._thread.start()
        return True

    def _write_all(self) -> None:
        at_start = True
        while lines := self._take():
            for line in lines:
                # After half a line the next one begins where it can be told from it.
                whole = line if at_start else b"\n" + line
                written = self._write(whole)
                if written:
                    at_start = whole[written - 1 : written] == b"\n"
                with self._changed:
                    self._held_bytes -= len(line)
                    if written < len(whole):
                        self._lose_one()
                        continue
                    unsaid, self._unsaid = self._unsaid, 0
                if unsaid and self._say_lost is not None:
                    self._write(self._say_lost(unsaid).encode() + b"\n")

    def _take(self) -> list[bytes]:
        """What waits now; nothing when this is the end."""
        with self._changed:
            while not self._waiting and not self._stopping:
                self._changed.wait()
            lines = list(self._waiting)
            self._waiting.clear()
            return lines

    def _write(self, line: bytes) -> int:
        """How much of it could be written."""
        written = 0
        while written < len(line):
            try:
                written += os.write(self._descriptor, line[written:])
            except BlockingIOError:
                # Somebody who shares this stream has made it so.
                writable = select.poll()
                writable.register(self._descriptor, select.POLLOUT)
                writable.poll(_LOOK_AGAIN_MILLISECONDS)
            except OSError:
                break
        return written

    def _lose_one(self) -> None:
        self.lost += 1
        self._unsaid += 1
