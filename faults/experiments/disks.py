"""Disks that are full, each alone: that of the database, that of the files."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from experiments.declare import Experiment, NotHere, Trial
from stage.checks import check_all, check_evidence, check_no_fault, count_of
from stage.homes import GENERAL, Home, lived_in
from stage.members import Community, community
from stage.processes import ready_again
from stage.waiting import Violation, until

_PICTURE = Path(__file__).parents[2] / "web" / "static" / "icon-512.png"


@asynccontextmanager
async def small_disk(megabytes: int) -> AsyncGenerator[Path]:
    """A disk of its own, in memory; only who may mount one can make this experiment."""
    folder = Path(tempfile.mkdtemp(prefix="longhouse-disk-"))
    folder.chmod(0o755)
    if not await _does("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)):
        folder.rmdir()
        raise NotHere("nobody here may mount a disk")
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for _ in range(20):
            if await _does("umount", str(folder)):
                break
            await asyncio.sleep(0.25)
        with suppress(OSError):
            folder.rmdir()


async def _does(*command: str) -> bool:
    """Whether a command of the system did what it was asked."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    return await process.wait() == 0


def fill(folder: Path, leave: int = 0) -> Path:
    """Take what is left on a disk, but for some bytes; the file that holds it."""
    ballast = folder / "ballast"
    size = shutil.disk_usage(folder).free - leave
    with ballast.open("wb") as file:
        with suppress(OSError):
            while size > 0:
                size -= file.write(b"\0" * min(size, 1 << 20))
    return ballast


async def _database(trial: Trial) -> None:
    """The folder of the whole house is on a disk that somebody else fills."""
    async with small_disk(400) as disk, lived_in(trial.furnished, folder=disk) as home:
        house = await home.open("up")
        async with community(home, trial.chance) as everybody:
            wish = everybody.wish_post(everybody.named("ben"))
            await everybody.make(wish)
            refused = 0
            async with everybody.living(at_once=4):
                for _ in range(trial.pick(3, 1)):
                    await asyncio.sleep(1)
                    ballast = fill(disk)
                    refused += await _until_refused(everybody)
                    await _still_read(everybody, home)
                    ballast.unlink()
                    await ready_again(house, 40)
            await check_all(everybody)
            check_evidence(home, "the database did not answer")
            trial.note(f"{everybody.written} writes, {refused} refused while it was full")


async def _until_refused(everybody: Community) -> int:
    """Write until there is no room; whoever is refused is told to come back."""
    before = everybody.statuses[503]
    await until(
        lambda: everybody.statuses[503] > before + 3 or everybody.statuses[507] > 3,
        "writes being refused",
        within=60,
        promise="fail closed",
    )
    return everybody.statuses[503] - before


async def _still_read(everybody: Community, home: Home) -> None:
    """A database that is out of room for its log stops; one that is not goes on reading."""
    del home
    answer = await everybody.once(everybody.named("carla"), "GET", f"sections/{GENERAL}/feed")
    if answer.status_code not in (HTTPStatus.OK, 503):
        raise Violation("fail closed", f"reading answers {answer.status_code}")


async def _files(trial: Trial) -> None:
    async with small_disk(8) as disk:
        folder = str(disk / "blobs")
        async with lived_in(trial.furnished, LONGHOUSE_BLOBS_FOLDER=folder) as home:
            await home.open("up")
            async with community(home, trial.chance) as everybody:
                if await _upload(everybody) != HTTPStatus.CREATED:
                    raise Violation("the experiment", "a picture was not taken")
                ballast = fill(disk)
                refused = await _upload(everybody)
                if refused not in (503, 507):
                    raise Violation("fail closed", f"without room a picture is answered {refused}")
                if await everybody.make(everybody.wish_post(everybody.named("ben"))) is None:
                    raise Violation("others stay served", "nothing can be written any more")
                ballast.unlink()
                again = await _upload(everybody)
                if again != HTTPStatus.CREATED:
                    raise Violation("recovery", f"with room again a picture is answered {again}")
                half = [file for file in disk.rglob("*.part") if file.is_file()]
                if half:
                    raise Violation("atomicity", f"half of a file was left: {half[0].name}")
                if not await count_of(home.house, "http_requests_total", status=str(refused)):
                    raise Violation("evidence", f"nobody has counted a {refused}")
                check_no_fault(everybody)
                await check_all(everybody)
                trial.note(f"a picture without room: {refused}")


async def _upload(everybody: Community) -> int:
    ben = everybody.named("ben")
    answer = await everybody.client.post(
        f"{everybody.doors()[0]}/api/v1/media",
        files={"file": ("icon.png", _PICTURE.read_bytes(), "image/png")},
        headers=ben.headers,
        timeout=30,
    )
    return answer.status_code


EXPERIMENTS = [
    Experiment(
        name="disk-full",
        title="the disk of the database is full, and has room again",
        promises=("durability", "fail closed", "recovery without repair"),
        run=_database,
        lane="a house of its own",
    ),
    Experiment(
        name="files-full",
        title="the disk of the files is full, and has room again",
        promises=("fail closed", "others stay served", "no half file", "recovery"),
        run=_files,
        lane="a house of its own",
    ),
]
