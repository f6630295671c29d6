"""A house to break: a copy of one that is furnished already, and the processes that live in it."""

import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import msgspec

from stage.databases import Cluster
from stage.processes import Process, Role
from stage.redis_server import RedisServer
from stage.waiting import until

PUBLIC = "http://house.test"
PASSWORD = "copper kettle on the stove"  # noqa: S105 -- of members who live for a minute
NAMES = ("ada", "ben", "carla", "dora", "emil", "femi", "gita", "hugo", "ines", "jonas")
GENERAL = "0190d6a0-0000-7000-8000-000000000007"
"""A section that every house begins with."""
_SETTINGS: Mapping[str, str] = {
    "LONGHOUSE_PUBLIC_URL": PUBLIC,
    "LONGHOUSE_LOG_LEVEL": "warning",
    "LONGHOUSE_IDENTITY_BCRYPT_COST": "10",
    # The limits that one member meets in daily life would end an experiment in a second.
    "LONGHOUSE_IDENTITY_SIGN_INS_A_MINUTE": "100000",
    "LONGHOUSE_IDENTITY_SIGN_UPS_AN_HOUR": "100000",
    "LONGHOUSE_HTTP_REQUESTS_PER_MINUTE": "1000000",
    "LONGHOUSE_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE": "1000000",
    "LONGHOUSE_POSTS_POSTS_PER_MINUTE": "1000000",
    "LONGHOUSE_REALTIME_SOCKETS_PER_ADDRESS": "1000000",
    "LONGHOUSE_REALTIME_SOCKETS_PER_MEMBER": "1000000",
}
_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it
_ENOUGH = 2 << 30


class Key(msgspec.Struct, frozen=True):
    """What lets one browser of one member in."""

    name: str
    id: str
    session: str


class Furnished(msgspec.Struct, frozen=True):
    """A house that has been lived in and is shut: copied for each experiment."""

    data: Path
    keys: tuple[Key, ...]


class Home:
    """One house: its folder, its database, perhaps a Redis, and any number of processes."""

    def __init__(
        self, data: Path, logs: Path, keys: tuple[Key, ...], settings: Mapping[str, str]
    ) -> None:
        self.data = data
        self.logs = logs
        """Never on a disk that is made to fail: what happened has to be seen afterwards."""
        self.keys = keys
        self.settings = {**_SETTINGS, **settings}
        self.database = Cluster(data)
        self.redis: RedisServer | None = None
        self.processes: list[Process] = []

    @property
    def house(self) -> Process:
        """The first that members can visit."""
        return next(one for one in self.running() if one.role in ("up", "serve"))

    def running(self) -> list[Process]:
        """Those that serve before those that work."""
        alive = [one for one in self.processes if one.alive]
        return sorted(alive, key=lambda one: one.role == "worker")

    def process(self, role: Role, **settings: str) -> Process:
        """A process that is not started yet."""
        log = self.logs / f"{role}-{len(self.processes) + 1}.log"
        made = Process(role, self.data, {**self.settings, **settings}, log)
        self.processes.append(made)
        return made

    async def open(self, role: Role, **settings: str) -> Process:
        process = self.process(role, **settings)
        await process.start()
        return process

    async def share(self, *, redis_url: str | None = None, database_url: str | None = None) -> None:
        """Prepare for more than one process: a database from outside, and a Redis."""
        await self.database.start()
        self.redis = RedisServer()
        await self.redis.start()
        self.settings |= {
            "LONGHOUSE_DATABASE_URL": database_url or self.database.owner_url,
            "LONGHOUSE_DATABASE_OWNER_URL": self.database.owner_url,
            "LONGHOUSE_LIVE_BACKEND": "redis",
            "LONGHOUSE_LIVE_REDIS_URL": redis_url or self.redis.url,
        }

    def doors(self) -> list[str]:
        """Where members may knock just now, as a balancer would know it."""
        inside = [one for one in self.processes if one.alive and one.open]
        return [one.url for one in inside if one.role in ("up", "serve")]

    def said(self) -> str:
        """Everything that its processes have logged."""
        logs = [one.log for one in self.processes if one.log.exists()]
        return "\n".join(log.read_text("utf-8", "replace") for log in logs)

    async def remove(self) -> None:
        for process in self.processes:
            await process.remove()
        if self.redis is not None:
            self.redis.remove()
        await self.database.remove()


@asynccontextmanager
async def lived_in(
    furnished: Furnished, *, folder: Path | None = None, **settings: str
) -> AsyncGenerator[Home]:
    """A copy of the furnished house, which is removed with all that runs in it."""
    place = Path(tempfile.mkdtemp(prefix="longhouse-fault-", dir=folder or quick_folder()))
    os.chmod(place, 0o755)  # noqa: PTH101, S103 -- the account of the database walks through it
    data = place / "data"
    # The files of the database belong to an account of its own.
    copying = await asyncio.create_subprocess_exec("cp", "-a", str(furnished.data), str(data))
    assert await copying.wait() == 0
    logs = Path(tempfile.mkdtemp(prefix="longhouse-logs-", dir=quick_folder()))
    home = Home(data, logs, furnished.keys, settings)
    try:
        yield home
    finally:
        await home.remove()
        for one in (place, logs):
            await asyncio.to_thread(shutil.rmtree, one, ignore_errors=True)


async def furnish(folder: Path) -> Furnished:
    """Start a house from nothing and let its first members in."""
    home = Home(folder / "data", folder, (), {})
    home.data.mkdir(parents=True)
    house = await home.open("up")
    try:
        keys = await _move_in(house)
        await house.stop()
    finally:
        await home.remove()
    return Furnished(home.data, keys)


async def _move_in(house: Process) -> tuple[Key, ...]:
    await until(lambda: "/welcome#" in house.log.read_text("utf-8"), "the link for the first admin")
    said = house.log.read_text("utf-8")
    token = said.partition("/welcome#")[2].split()[0]
    async with _browser(house) as ada:
        wish = {"token": token, "username": NAMES[0], "password": PASSWORD}
        keys = [_key(NAMES[0], await ada.post("auth/first-admin", json=wish))]
        csrf = (await ada.get("auth/csrf")).raise_for_status().json()["csrf_token"]
        # Nobody outside of this machine is asked what is behind a link.
        open_house = {"signup_mode": "open", "link_metadata_enabled": False}
        answer = await ada.patch("admin/config", json=open_house, headers={"X-CSRF-Token": csrf})
        answer.raise_for_status()
    for name in NAMES[1:]:
        async with _browser(house) as browser:
            wish = {"username": name, "password": PASSWORD}
            (await browser.post("auth/register", json=wish)).raise_for_status()
            keys.append(_key(name, await browser.post("auth/login", json=wish)))
    return tuple(keys)


def _browser(house: Process) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"{house.url}/api/v1", headers={"Origin": PUBLIC}, timeout=30)


def _key(name: str, answer: httpx.Response) -> Key:
    answer.raise_for_status()
    return Key(name, json.loads(answer.text)["id"], answer.cookies["session_id"])


def quick_folder() -> Path:
    """In memory where the machine offers that."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH
    return _MEMORY if roomy else Path(tempfile.gettempdir())


class Stopwatch:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()

    @property
    def seconds(self) -> float:
        return self._clock() - self._began
