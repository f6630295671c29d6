"""Films and sounds: prepared by a job, told live, and played in parts."""

import os
import re
import signal
from pathlib import Path

import av
import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from media import files
from media.steps import collect, get_file, keys_in_store, settled, upload, uploaded
from support.people import People
from support.waiting import until

PLACE = "+48.2082+016.3738/"


def workers() -> list[int]:
    """The decoding processes that this one has started."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if b"media.service.worker" in words and int(parent) == os.getpid():
            found.append(int(entry.name))
    return found


@pytest.mark.parametrize("form", ["mp4", "webm"])
async def test_a_film_is_prepared_after_the_answer(
    people: People, longhouse: Longhouse, tmp_path: Path, form: str
) -> None:
    ben = await people.member("ben")
    ear = Ear(longhouse)
    await ear.listen(f"user:{ben.id}")
    content = files.film(tmp_path, form=form, metadata={"location": PLACE, "title": "secret"})
    first = await uploaded(ben, content)
    assert (first["kind"], first["status"], first["urls"]) == ("video", "processing", {})
    media = await settled(ben, first["id"])
    assert (media["status"], media["mime"]) == ("ready", "video/mp4")
    assert (media["width"], media["height"]) == (320, 180)
    assert 1.8 < media["duration"] < 2.3
    assert set(media["urls"]) == {"small", "medium", "original", "poster", "hls"}
    film = (await get_file(ben, media["urls"]["original"])).content
    assert PLACE.encode() not in film
    assert b"secret" not in film
    (tmp_path / "got.mp4").write_bytes(film)
    with av.open(str(tmp_path / "got.mp4")) as got:
        assert [s.codec_context.name for s in got.streams] == ["h264", "aac"]
    poster = await get_file(ben, media["urls"]["poster"])
    assert poster.headers["content-type"] == "image/webp"

    def told_ready() -> bool:
        told = [data["media"] for _, kind, data in ear.heard if kind == "media_updated"]
        return any(one["id"] == first["id"] and one["status"] == "ready" for one in told)

    await until(told_ready)


async def test_a_film_plays_in_parts_by_signed_addresses(people: People, tmp_path: Path) -> None:
    ben = await people.member("ben")
    media = await settled(ben, (await uploaded(ben, files.film(tmp_path, seconds=6)))["id"])
    listed = await get_file(ben, media["urls"]["hls"])
    assert listed.headers["content-type"] == "application/vnd.apple.mpegurl"
    addresses = {line for line in listed.text.splitlines() if line.startswith("segments?")}
    assert len(addresses) == 1
    ranges = re.findall(r"BYTERANGE[:=]\"?(\d+)@(\d+)", listed.text)
    assert len(ranges) >= 3
    size, start = (int(number) for number in ranges[1])
    part = await get_file(
        ben,
        f"media/{media['id']}/file/{addresses.pop()}",
        {"Range": f"bytes={start}-{start + size - 1}"},
    )
    assert (part.status_code, len(part.content)) == (206, size)


async def test_a_sound_is_prepared_too(people: People, tmp_path: Path) -> None:
    ben = await people.member("ben")
    media = await settled(ben, (await uploaded(ben, files.sound(tmp_path)))["id"])
    assert (media["kind"], media["status"], media["mime"]) == ("audio", "ready", "audio/mp4")
    assert set(media["urls"]) == {"original"}


@pytest.mark.parametrize("kept", [0.2, 0.6])
async def test_a_truncated_film_fails_once_and_says_why(
    people: People, longhouse: Longhouse, tmp_path: Path, kept: float
) -> None:
    ben = await people.member("ben")
    content = files.film(tmp_path)
    media = await settled(ben, (await uploaded(ben, content[: int(len(content) * kept)]))["id"])
    assert (media["status"], media["urls"]) == ("failed", {})
    assert media["failure"] == "The file is damaged or not complete."
    async with longhouse.db.read() as read:
        assert await read.value(int, "SELECT attempts FROM media.asset") == 1
    await collect(longhouse)
    assert await keys_in_store(longhouse) == set()


async def test_a_list_of_addresses_is_no_film(people: People) -> None:
    ben = await people.member("ben")
    playlist = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n"
    assert (await upload(ben, playlist, "film.mp4")).status_code == 415
    disguised = b"\0\0\0\x18ftypisom" + bytes(12) + playlist * 20
    media = await settled(ben, (await uploaded(ben, disguised))["id"])
    assert media["status"] == "failed"


@pytest.mark.parametrize(
    ("killed", "why"),
    [
        (signal.SIGKILL, "The file is damaged or not complete."),
        (signal.SIGXCPU, "The file takes more work than can be spent on one."),
    ],
)
async def test_a_worker_that_is_killed_fails_that_one_film(
    people: People, longhouse: Longhouse, tmp_path: Path, killed: signal.Signals, why: str
) -> None:
    ben = await people.member("ben")
    long = files.film(tmp_path, seconds=20, width=640, height=360)
    first = await uploaded(ben, long)
    await until(workers, within=30)
    for worker in workers():
        os.kill(worker, killed)
    failed = await settled(ben, first["id"])
    assert (failed["status"], failed["failure"], failed["urls"]) == ("failed", why, {})
    await collect(longhouse)
    assert await keys_in_store(longhouse) == set()
    again = await settled(ben, (await uploaded(ben, files.film(tmp_path)))["id"])
    assert again["status"] == "ready"
