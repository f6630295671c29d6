"""What stands between a stranger's file and the house."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest
import pyvips

from longhouse.app import Longhouse
from longhouse.features.media import api as media_api
from longhouse.features.media.settings import MediaSettings
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.principal import Principal
from media import files
from media.steps import (
    announce,
    append,
    collect,
    get_file,
    keys_in_store,
    settled,
    upload,
    uploaded,
)
from support.houses import configure
from support.people import People, Person
from support.waiting import until

TEST_FILE = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@asynccontextmanager
async def house_with(
    database_url: str, folder: Path, settings: MediaSettings
) -> AsyncGenerator[tuple[Longhouse, People]]:
    config = configure(database_url, folder, settings)
    house = Longhouse(config, frozenset({"http", "jobs"}))
    await house.open()
    people = People(house)
    try:
        yield house, people
    finally:
        await people.leave()
        await house.close()


def principal_of(person: Person) -> Principal:
    return Principal(
        user_id=UserId(person.id),
        username=person.name,
        session_id=SessionId(new_id()),
        is_admin=False,
        via="cookie",
    )


def test_the_house_itself_loads_no_decoder_and_no_client_that_it_may_not_need() -> None:
    names = ("pyvips", "av", "obstore", "redis")
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, longhouse.app; print([n for n in {names} if n in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "[]"


async def test_what_a_scanner_finds_is_quarantined(database_url: str, tmp_path: Path) -> None:
    settings = MediaSettings(scanner="signature")
    async with house_with(database_url, tmp_path, settings) as (house, people):
        ben = await people.member("ben")
        infected = files.photo() + TEST_FILE
        whole = await uploaded(ben, infected)
        assert (whole["status"], whole["urls"]) == ("quarantined", {})
        begun = (await announce(ben, len(infected))).json()["media"]
        await append(ben, begun["id"], 0, infected)
        assert (await settled(ben, begun["id"]))["status"] == "quarantined"
        async with house.db.transaction() as tx:
            with pytest.raises(media_api.NotAttachable):
                await media_api.attach(tx, principal_of(ben), [UUID(whole["id"])])
        assert (await uploaded(ben, files.photo()))["status"] == "ready"


async def test_nothing_is_taken_while_the_scanner_is_down(
    database_url: str, tmp_path: Path
) -> None:
    settings = MediaSettings(scanner="clamd", clamd="127.0.0.1:9")
    async with house_with(database_url, tmp_path, settings) as (house, people):
        ben = await people.member("ben")
        assert (await upload(ben, files.photo())).status_code == 503
        await collect(house)
        assert await keys_in_store(house) == set()


async def test_a_picture_that_takes_too_long_is_given_up(database_url: str, tmp_path: Path) -> None:
    settings = MediaSettings(image_seconds=1)
    async with house_with(database_url, tmp_path, settings) as (_, people):
        ben = await people.member("ben")
        noise = pyvips.Image.gaussnoise(6000, 6000, sigma=80).cast("uchar").jpegsave_buffer(Q=20)
        refused = await upload(ben, bytes(noise))
        assert refused.json()["details"] == {"reason": "too_demanding"}

        async def is_taken() -> bool:
            return (await upload(ben, files.photo())).status_code == 201

        # The one second that it has is short while others use the machine.
        await until(is_taken)


async def test_a_flood_that_its_header_hides_stays_within_the_worker(people: People) -> None:
    """The header that the decoder reads counts, and no memory of ours is spent on it."""
    ben = await people.member("ben")
    before = _resident()
    hidden = files.photo("jpg", 12_000, 9_000)
    padded = (
        hidden[:2] + b"".join(b"\xff\xfe\xff\xff" + bytes(65_533) for _ in range(2)) + hidden[2:]
    )
    refused = await upload(ben, padded)
    assert refused.json()["details"] == {"reason": "too_many_pixels"}
    assert _resident() - before < 64 << 20


async def test_a_film_of_an_upright_telephone_stands_upright(
    people: People, tmp_path: Path
) -> None:
    ben = await people.member("ben")
    content = files.turned(files.film(tmp_path, halves=True))
    media = await settled(ben, (await uploaded(ben, content))["id"])
    assert (media["width"], media["height"]) == (180, 320)
    for name in ("poster", "small"):
        picture = pyvips.Image.new_from_buffer(
            (await get_file(ben, media["urls"][name])).content, ""
        )
        top = picture.crop(0, 0, picture.width, 20).avg()
        bottom = picture.crop(0, picture.height - 20, picture.width, 20).avg()
        assert top > bottom + 50


async def test_a_film_that_lasts_too_long_fails(database_url: str, tmp_path: Path) -> None:
    settings = MediaSettings(video_seconds=2)
    async with house_with(database_url, tmp_path, settings) as (_, people):
        ben = await people.member("ben")
        media = await settled(ben, (await uploaded(ben, files.film(tmp_path, seconds=4)))["id"])
        assert media["failure"] == "It lasts longer than can be taken."


async def test_what_hangs_on_something_stays_until_it_is_released(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    media_id = UUID((await uploaded(ben, files.photo()))["id"])
    async with longhouse.db.transaction() as tx:
        with pytest.raises(media_api.NotAttachable):
            await media_api.attach(tx, principal_of(carla), [media_id])
    outcomes = await asyncio.gather(
        *(_attach(longhouse, ben, media_id) for _ in range(4)), return_exceptions=True
    )
    assert sum(outcome is None for outcome in outcomes) == 1
    assert (await ben.delete(f"/media/{media_id}")).json()["code"] == "MEDIA_IN_USE"
    async with longhouse.db.read() as read:
        shown = await media_api.show_many(longhouse.house, read, [media_id])
    assert [media.status for media in shown.values()] == ["ready"]
    async with longhouse.db.transaction() as tx:
        await media_api.detach(tx, [media_id])
    assert (await ben.delete(f"/media/{media_id}")).status_code == 200


async def _attach(longhouse: Longhouse, person: Person, media_id: UUID) -> None:
    async with longhouse.db.transaction() as tx:
        await media_api.attach(tx, principal_of(person), [media_id])


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
