"""The same house with its files in an S3-compatible store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.settings import BlobSettings
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
from support.people import People
from support.s3_server import BUCKET, KEYS, S3Server


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    server = S3Server()
    server.start()
    yield server
    server.stop()


async def test_pictures_and_films_live_in_a_bucket(
    database_url: str, tmp_path: Path, s3: S3Server
) -> None:
    bucket = BlobSettings(
        backend="s3",
        s3_bucket=BUCKET,
        s3_endpoint=s3.endpoint,
        s3_access_key=KEYS[0],
        s3_secret_key=KEYS[1],
    )
    house = Longhouse(configure(database_url, tmp_path, bucket), frozenset({"http", "jobs"}))
    await house.open()
    people = People(house)
    try:
        ben = await people.member("ben")
        picture = await uploaded(ben, files.photo())
        whole = await get_file(ben, picture["urls"]["original"])
        part = await get_file(ben, picture["urls"]["original"], {"Range": "bytes=3-9"})
        assert part.content == whole.content[3:10]
        film = files.film(tmp_path)
        begun = (await announce(ben, len(film))).json()["media"]
        await append(ben, begun["id"], 0, film[:9000])
        await append(ben, begun["id"], 9000, film[9000:])
        assert (await settled(ben, begun["id"]))["status"] == "ready"
        await collect(house)
        assert len(await keys_in_store(house)) == 9
        s3.stop()
        refused = await upload(ben, files.photo())
        assert (refused.status_code, refused.json()["code"]) == (503, "UNAVAILABLE")
    finally:
        await people.leave()
        await house.close()
