"""Nothing gets past a scanner that is down, and nothing is lost by it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from longhouse.features.media.settings import MediaSettings
from media import files
from media.steps import announce, append, collect, keys_in_store, settled, upload, uploaded
from media.test_walls import TEST_FILE, house_with
from support.people import Person
from support.waiting import until

NO_VERDICTS = (
    *(None, b"", b"OK", b"OK NOT\0", b"stream: ERROR\0"),
    b"INSTREAM size limit exceeded. ERROR\0",
)


@dataclass
class Clamd:
    """ClamAV's daemon as the house meets it, which can be down in several ways."""

    says: bytes | None = None
    """What it answers when it finds nothing; None ends the connection without a word."""
    asked: int = 0
    address: str = ""

    async def visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        content = b""
        try:
            assert await reader.readexactly(10) == b"zINSTREAM\0"
            while length := int.from_bytes(await reader.readexactly(4)):
                content += await reader.readexactly(length)
            if self.says is not None:
                found = TEST_FILE in content
                writer.write(b"stream: Eicar-Test FOUND\0" if found else self.says)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@pytest.fixture
async def clamd() -> AsyncIterator[Clamd]:
    clamd = Clamd()
    server = await asyncio.start_server(clamd.visited, "127.0.0.1", 0)
    clamd.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield clamd
    server.close()


def scanned_by(clamd: Clamd) -> MediaSettings:
    return MediaSettings(scanner="clamd", clamd=clamd.address, scan_again_seconds=0.05)


async def sent_in_pieces(person: Person, content: bytes) -> str:
    begun = (await announce(person, len(content))).json()["media"]
    await append(person, begun["id"], 0, content)
    return begun["id"]


async def test_what_a_daemon_finds_is_quarantined_and_the_rest_is_taken(
    database_url: str, tmp_path: Path, clamd: Clamd
) -> None:
    clamd.says = b"stream: OK\0"
    async with house_with(database_url, tmp_path, scanned_by(clamd)) as (_, people):
        ben = await people.member("ben")
        assert (await uploaded(ben, files.photo()))["status"] == "ready"
        infected = files.photo() + TEST_FILE
        assert (await uploaded(ben, infected))["status"] == "quarantined"
        in_pieces = await sent_in_pieces(ben, infected)
        assert (await settled(ben, in_pieces))["status"] == "quarantined"


async def test_whatever_is_no_verdict_counts_as_down_and_leaves_nothing(
    database_url: str, tmp_path: Path, clamd: Clamd
) -> None:
    async with house_with(database_url, tmp_path, scanned_by(clamd)) as (house, people):
        ben = await people.member("ben")
        for said in NO_VERDICTS:
            clamd.says = said
            refused = await upload(ben, files.photo())
            assert (refused.status_code, refused.json()["code"]) == (503, "UNAVAILABLE"), said
        await collect(house)
        assert await keys_in_store(house) == set()


async def test_what_came_in_pieces_waits_for_the_scanner_however_long_it_is_down(
    database_url: str, tmp_path: Path, clamd: Clamd
) -> None:
    async with house_with(database_url, tmp_path, scanned_by(clamd)) as (_, people):
        ben = await people.member("ben")
        waiting = await sent_in_pieces(ben, files.photo())

        async def asked_often() -> bool:
            return clamd.asked > 10

        await until(asked_often, within=60)
        shown = (await ben.get(f"/media/{waiting}")).json()["media"]
        assert (shown["status"], shown["urls"]) == ("processing", {})
        clamd.says = b"stream: OK\0"
        assert (await settled(ben, waiting))["status"] == "ready"
