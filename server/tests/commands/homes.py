"""Places where a house is or could be: a database, a folder, and what is set there."""

import tarfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.backup.archive import CONTENTS, MANIFEST, SUMS, Writer
from longhouse.kernel.config import Settings
from media import files
from media.steps import uploaded
from posts.steps import publish, read_no_pages
from support.clocks import FakeClock
from support.conversations import comment, react
from support.houses import configure
from support.people import People
from support.running import EASY, Said, command
from support.s3_server import BUCKET, KEYS
from support.tables import checksums

_LOCKS_HERE = """
    SELECT count(*) FROM pg_locks
    WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class Home(msgspec.Struct, frozen=True):
    url: str
    data: Path
    settings: Mapping[str, str] = {}

    async def type(self, *arguments: str, settings: Mapping[str, str] | None = None) -> Said:
        return await command(*arguments, settings=self.environment(settings))

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        return {
            **EASY,
            "LONGHOUSE_DATA": str(self.data),
            "LONGHOUSE_DATABASE_URL": self.url,
            **self.settings,
            **(more or {}),
        }

    async def backup(self, name: str = "house.tar") -> Path:
        file = self.data / name
        said = await self.type("backup", str(file))
        assert said.code == 0, said.err
        return file

    async def restore(self, file: Path, *more: str) -> Said:
        said = await self.type("restore", str(file), *more)
        assert said.code == 0, said.err
        return said

    @asynccontextmanager
    async def house(
        self, *settings: Settings, clock: FakeClock | None = None
    ) -> AsyncGenerator[Longhouse]:
        """The house that is here, in this process."""
        house = Longhouse(
            configure(self.url, self.data, *settings), frozenset({"http", "jobs"}), clock=clock
        )
        await house.open()
        try:
            yield house
        finally:
            await house.close()

    async def ask(self, sql: str) -> object:
        connection = await asyncpg.connect(self.url)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    async def waits_for_a_lock(self) -> bool:
        """Whether somebody does, in this house."""
        return bool(await self.ask(f"{_LOCKS_HERE} AND NOT granted"))

    async def is_let_go(self) -> bool:
        """Whether nobody keeps others away from this house by a lock of ours."""
        return not await self.ask(f"{_LOCKS_HERE} AND locktype = 'advisory'")

    async def ask_many(self, sql: str) -> set[str]:
        connection = await asyncpg.connect(self.url)
        try:
            return {row[0] for row in await connection.fetch(sql)}
        finally:
            await connection.close()

    async def run(self, *statements: str) -> None:
        connection = await asyncpg.connect(self.url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def is_untouched(self) -> bool:
        """No schema, no file: as if nothing had ever been done here."""
        schemas = await self.ask(
            "SELECT count(*) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
            " AND nspname NOT IN ('information_schema', 'public')"
        )
        return schemas == 0 and not list(self.data.iterdir())


def bucket(endpoint: str) -> dict[str, str]:
    """Settings for a house that keeps its files there."""
    return {
        "LONGHOUSE_BLOBS_BACKEND": "s3",
        "LONGHOUSE_BLOBS_S3_BUCKET": BUCKET,
        "LONGHOUSE_BLOBS_S3_ENDPOINT": endpoint,
        "LONGHOUSE_BLOBS_S3_ACCESS_KEY": KEYS[0],
        "LONGHOUSE_BLOBS_S3_SECRET_KEY": KEYS[1],
    }


def read(file: Path) -> dict[str, bytes]:
    """As somebody reads a backup who does not have us."""
    with tarfile.open(file) as tar:
        opened = {info.name: tar.extractfile(info) for info in tar}
        return {name: one.read() for name, one in opened.items() if one is not None}


def write(file: Path, content: Mapping[str, bytes]) -> None:
    """A backup that is whole and says something else."""
    with file.open("w+b") as out:
        archive = Writer(out, at=0.0, scratch=file.parent)
        for name, entry in content.items():
            if name != SUMS:
                archive.add(name, entry)
        archive.close()


def said_of_itself(content: Mapping[str, bytes]) -> tuple[dict[str, object], dict[str, object]]:
    """What a backup says at its beginning, and at its end."""
    decode = msgspec.json.Decoder(dict[str, object]).decode
    return decode(content[MANIFEST]), decode(content[CONTENTS])


def objects(data: Path) -> dict[str, bytes]:
    folder = data / "blobs"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


async def lived_in(home: Home) -> dict[str, str]:
    """Somebody is an admin, two have talked, one has shown a picture; the tables afterwards."""
    async with home.house() as longhouse:
        await read_no_pages(longhouse)
        people = People(longhouse)
        ada, ben = await people.admin("ada"), await people.member("ben")
        await ada.patch("/admin/config", {"site_name": "The long house"})
        picture = await uploaded(ben, files.photo())
        post = await publish(ben, 'A "quoted"\ttab\\slash\nand 🌻', media_ids=[picture["id"]])
        await comment(ada, post, "Beautiful sunflowers.")
        await react(ada, post)
        tables = await checksums(home.url)
        await people.leave()
    return tables
