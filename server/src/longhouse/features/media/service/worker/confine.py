"""The walls around a worker, put up before it looks at the file."""

import ctypes
import os
import resource
import signal

_DIE_WITH_PARENT = 1
_NO_NEW_PRIVILEGES = 38
_POLITE = 10
_OPEN_FILES = 64


def confine(*, memory: int, processor_seconds: int, largest_file: int) -> None:
    """The kernel ends a process that climbs over one of these; it need not be asked nicely."""
    os.nice(_POLITE)
    libc = ctypes.CDLL(None, use_errno=True)
    # A house that is killed takes its workers along, and no file can make one gain a right.
    libc.prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _limit(resource.RLIMIT_AS, memory)
    # It is told by a signal of its own, by which the house knows why, a second before it is killed.
    _limit(resource.RLIMIT_CPU, processor_seconds, patience=1)
    _limit(resource.RLIMIT_FSIZE, largest_file)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, most: int, *, patience: int = 0) -> None:
    _, hard = resource.getrlimit(what)
    bound = most + patience if hard == resource.RLIM_INFINITY else min(most + patience, hard)
    resource.setrlimit(what, (min(most, bound), bound))
