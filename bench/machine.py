"""Who runs on which core, and how much processor a process has used."""

import os
import platform
import resource
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cores() -> tuple[int, int]:
    """The core of the server and that of the load; one and the same when there is only one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[min(1, len(usable) - 1)]


def pin(core: int) -> None:
    """Keep this process, and what it starts from now on, to one core."""
    os.sched_setaffinity(0, {core})


def used_seconds(pid: int) -> float:
    """Processor time of a process and all its threads, without its children."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS


def used_by_database(postmaster: int) -> float:
    """Processor time of a PostgreSQL: the postmaster, those whom it has buried, those who live."""
    fields = _stat(postmaster)
    buried = (int(fields[13]) + int(fields[14])) / _TICKS
    return buried + sum(used_seconds(pid) for pid in (postmaster, *children(postmaster)))


def resident_bytes(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def proportional_bytes(*roots: int) -> int:
    """What processes and all that they started hold, with what several share divided among them."""
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            with suppress(FileNotFoundError, ProcessLookupError):
                waiting.extend(children(pid))
    return sum(_share_of(pid) for pid in found)


def open_files(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def allow_many_files() -> int:
    """Raise the limit of open files to what the system lets us have; the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def busy_elsewhere(seconds_before: list[int], seconds_after: list[int]) -> float:
    """The share of all processor time between two readings of `jiffies` that somebody used."""
    idle = seconds_after[3] + seconds_after[4] - seconds_before[3] - seconds_before[4]
    total = sum(seconds_after[:8]) - sum(seconds_before[:8])
    return 0.0 if total <= 0 else 1 - idle / total


def jiffies() -> list[int]:
    line = Path("/proc/stat").read_text("ascii").split("\n", 1)[0]
    return [int(field) for field in line.split()[1:]]


def stolen(before: list[int], after: list[int]) -> float:
    """The share of all processor time between two readings of `jiffies` that neighbours took."""
    total = sum(after[:8]) - sum(before[:8])
    return 0.0 if total <= 0 else (after[7] - before[7]) / total


def described() -> str:
    """`2 × AMD EPYC, 23 GB, Python 3.11.7`."""
    told = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    memory = int(Path("/proc/meminfo").read_text("ascii").split()[1]) / 2**20
    count = len(os.sched_getaffinity(0))
    model = models[0] if models else platform.machine()
    return f"{count} × {model}, {memory:.0f} GB, Python {platform.python_version()}"


def _share_of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        # It has just ended.
        return 0
    kilobytes = next(line.split()[1] for line in lines if line.startswith("Pss:"))
    return int(kilobytes) * 1024


def _stat(pid: int) -> list[str]:
    """From the state on, which is behind the name of the process."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()


def children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii")
    return [int(pid) for pid in listed.split()]
