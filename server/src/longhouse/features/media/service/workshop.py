"""Starts a worker for each file, bounds how many there are at once, and believes none of them.

A worker has one file in its life, so that a file which takes over its decoder meets nobody else's.
"""

import asyncio
import logging
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

import longhouse
from longhouse.features.media.errors import SENTENCES, Untakeable
from longhouse.features.media.model import Made
from longhouse.features.media.policy.formats import Format
from longhouse.features.media.settings import MediaSettings

log = logging.getLogger(__name__)

Told = Callable[[int], Awaitable[None]]

_MODULE = "longhouse.features.media.service.worker"
# A film at the highest quality that is written weighs less than this many times the upload limit.
_LARGEST_FACTOR = 3
_NAMES = re.compile(r"[a-z0-9]{1,20}\.(?:webp|mp4|m4a|m3u8)")
_MIMES = frozenset(
    {"image/webp", "video/mp4", "audio/mp4", "application/vnd.apple.mpegurl"}
)  # fmt: skip
_ABANDONED = 24 * 3600


class _Said(msgspec.Struct, frozen=True):
    progress: int | None = None
    refused: str | None = None
    made: Made | None = None


class Workshop:
    def __init__(self, settings: MediaSettings, scratch: Path) -> None:
        self._settings = settings
        self.scratch = scratch
        self._places = {
            "image": asyncio.Semaphore(settings.workers),
            "video": asyncio.Semaphore(1),
            "audio": asyncio.Semaphore(1),
        }
        self._decoder = msgspec.json.Decoder(_Said)

    @asynccontextmanager
    async def bench(self) -> AsyncGenerator[Path]:
        """A folder for one file and what is made of it; gone afterwards."""
        await asyncio.to_thread(self.scratch.mkdir, parents=True, exist_ok=True, mode=0o700)
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, dir=self.scratch))
        try:
            yield folder
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def make(
        self, form: Format, source: Path, target: Path, told: Told | None = None
    ) -> Made:
        """Raises Untakeable, whether the worker said so or died of it."""
        async with self._places[form.kind]:
            said = await self._work(form, source, target, told)
        if said is None:
            raise Untakeable("damaged")
        if said.refused is not None:
            raise Untakeable(said.refused if said.refused in SENTENCES else "damaged")
        if said.made is None or not await asyncio.to_thread(_is_credible, said.made, target):
            raise Untakeable("damaged")
        return said.made

    def sweep(self) -> None:
        """Remove what a killed process left on its bench."""
        before = time.time() - _ABANDONED
        for folder in self.scratch.glob("*"):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)

    async def _work(
        self, form: Format, source: Path, target: Path, told: Told | None
    ) -> _Said | None:
        patience = self._settings.encoding_seconds
        if form.kind == "image":
            patience = self._settings.image_seconds
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-s", "-m", _MODULE),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=target,
            env=_bare_environment(),
        )
        try:
            async with asyncio.timeout(patience):
                return await self._talk(process, self._task(form, source, target, patience), told)
        except (TimeoutError, ValueError, msgspec.DecodeError) as error:
            log.info("a worker was ended: %s", error or "it took too long")
            return _Said(refused="too_demanding" if isinstance(error, TimeoutError) else "damaged")
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _talk(self, process: Process, task: bytes, told: Told | None) -> _Said | None:
        if process.stdin is None or process.stdout is None:
            return None
        process.stdin.write(task)
        process.stdin.close()
        last: _Said | None = None
        async for line in process.stdout:
            last = self._decoder.decode(line)
            if last.progress is not None and told is not None:
                await told(max(0, min(99, last.progress)))
        if await process.wait() == -signal.SIGXCPU:
            return _Said(refused="too_demanding")
        return last if process.returncode == 0 else None

    def _task(self, form: Format, source: Path, target: Path, patience: int) -> bytes:
        settings = self._settings
        longest = settings.audio_seconds if form.kind == "audio" else settings.video_seconds
        task = {
            "kind": form.kind,
            "format": form.name,
            "source": str(source),
            "target": str(target),
            "memory": settings.worker_bytes,
            "processor_seconds": patience,
            "largest_file": settings.video_bytes * _LARGEST_FACTOR,
            "pixels": settings.image_pixels,
            "frames": settings.image_frames,
            "seconds": longest,
        }
        return msgspec.json.encode(task) + b"\n"


def _bare_environment() -> dict[str, str]:
    """Nothing of the house's own environment, which may hold secrets."""
    root = Path(longhouse.__file__).parent.parent
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(root),
        "PYTHONDONTWRITEBYTECODE": "1",
        "VIPS_CONCURRENCY": "1",
        "LC_ALL": "C.UTF-8",
    }


def _is_credible(made: Made, folder: Path) -> bool:
    return "original" in made.files and all(
        _NAMES.fullmatch(file.file)
        and file.mime in _MIMES
        and not (folder / file.file).is_symlink()
        and (folder / file.file).is_file()
        for file in made.files.values()
    )
