"""Pictures: what is taken, what is made of them, and what does not get through."""

import asyncio

import pytest
import pyvips

from longhouse.app import Longhouse
from media import files
from media.steps import collect, get_file, keys_in_store, upload, uploaded
from support.people import People


def opened(content: bytes) -> pyvips.Image:
    return pyvips.Image.new_from_buffer(content, "")


@pytest.mark.parametrize("form", ["jpg", "png", "webp", "gif", "avif"])
async def test_a_picture_is_ready_with_the_answer(people: People, form: str) -> None:
    ben = await people.member("ben")
    media = await uploaded(ben, files.photo(form), alt="A door in two colours")
    assert (media["kind"], media["status"], media["mime"]) == ("image", "ready", "image/webp")
    assert (media["width"], media["height"], media["duration"]) == (400, 240, None)
    assert media["alt"] == "A door in two colours"
    assert media["placeholder"].startswith("data:image/webp;base64,")
    assert set(media["urls"]) == {"small", "medium", "original"}
    assert (await ben.get(f"/media/{media['id']}")).json()["media"] == media
    small = await get_file(ben, media["urls"]["small"])
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    assert opened(small.content).width == 320


async def test_a_large_picture_comes_in_three_sizes(people: People) -> None:
    ben = await people.member("ben")
    media = await uploaded(ben, files.photo(width=3000, height=1500))
    sizes = {
        name: (opened((await get_file(ben, url)).content).width)
        for name, url in media["urls"].items()
    }
    assert sizes == {"small": 320, "medium": 1080, "original": 3000}


async def test_place_and_camera_are_gone_and_the_picture_stands_upright(people: People) -> None:
    ben = await people.member("ben")
    turned = files.photo(orientation=6)
    assert files.CAMERA.encode() in turned
    media = await uploaded(ben, turned)
    assert (media["width"], media["height"]) == (240, 400)
    for url in media["urls"].values():
        content = (await get_file(ben, url)).content
        picture = opened(content)
        assert files.CAMERA.encode() not in content
        assert not [field for field in picture.get_fields() if "exif" in field or "xmp" in field]
        # What was on the left is on top once the picture is turned to the right.
        red, green = picture.getpoint(picture.width // 2, 5)[:2]
        assert red > green + 100


async def test_an_animation_keeps_moving(people: People) -> None:
    ben = await people.member("ben")
    media = await uploaded(ben, files.moving(12))
    content = (await get_file(ben, media["urls"]["original"])).content
    assert opened(content).get("n-pages") == 12
    assert (media["width"], media["height"]) == (24, 24)


async def test_a_flood_of_pixels_is_refused(people: People) -> None:
    ben = await people.member("ben")
    refused = await upload(ben, files.flood())
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_MEDIA")
    assert refused.json()["details"] == {"reason": "too_many_pixels"}


async def test_a_long_animation_is_refused(people: People) -> None:
    ben = await people.member("ben")
    refused = await upload(ben, files.flicker(10_000))
    assert refused.json()["details"] == {"reason": "too_many_frames"}


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>" * 10,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' * 10,
        b"%PDF-1.7" + bytes(100),
        b"BM" + b"\xff" * 100,
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n" * 5,
        b"x",
    ],
)
async def test_what_is_no_picture_is_refused_whatever_its_name(
    people: People, content: bytes
) -> None:
    ben = await people.member("ben")
    refused = await upload(ben, content, "photo.png")
    assert (refused.status_code, refused.json()["code"]) == (415, "UNSUPPORTED_FORMAT")


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.98])
@pytest.mark.parametrize("form", ["jpg", "png", "webp", "gif"])
async def test_a_truncated_picture_is_refused(people: People, form: str, kept: float) -> None:
    ben = await people.member("ben")
    content = files.photo(form)
    refused = await upload(ben, content[: int(len(content) * kept)])
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_MEDIA")


async def test_what_hides_in_a_picture_does_not_get_through(people: People) -> None:
    ben = await people.member("ben")
    hidden = b"<script>alert('hidden')</script>"
    picture = files.photo()
    comment = b"\xff\xfe" + (len(hidden) + 2).to_bytes(2) + hidden
    media = await uploaded(ben, picture[:2] + comment + picture[2:] + b"<html>" + hidden)
    for url in media["urls"].values():
        answer = await get_file(ben, url)
        assert hidden not in answer.content
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a\r\nSet-Cookie: x=1.jpg", "\u202egpj.exe", "x" * 3000, ";$(id).jpg"],
)
async def test_the_name_of_a_file_is_nothing_to_us(people: People, name: str) -> None:
    ben = await people.member("ben")
    answer = await upload(ben, files.photo(), name)
    media = answer.json()["media"]
    served = await get_file(ben, media["urls"]["small"])
    disposition = served.headers["content-disposition"]
    assert disposition == f'inline; filename="{media["id"]}-small.webp"'


async def test_a_refused_picture_leaves_nothing(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    await upload(ben, files.photo()[:500])
    await collect(longhouse)
    assert await keys_in_store(longhouse) == set()
    async with longhouse.db.read() as read:
        assert await read.value(int, "SELECT count(*) FROM media.asset") == 0


async def test_an_avatar_is_small_square_enough_and_a_picture(people: People) -> None:
    ben = await people.member("ben")
    fine = await upload(ben, files.photo(width=600, height=600), fields={"purpose": "avatar"})
    assert fine.status_code == 201
    tiny = await upload(ben, files.photo(), fields={"purpose": "avatar"})
    assert tiny.json()["details"] == {"reason": "too_few_pixels"}
    heavy = files.photo() + bytes(3 << 20)
    assert (await upload(ben, heavy, fields={"purpose": "avatar"})).status_code == 413
    odd = await upload(ben, files.photo(), fields={"purpose": "wallpaper"})
    assert odd.status_code == 400


async def test_many_at_once_are_all_taken(people: People) -> None:
    ben = await people.member("ben")
    answers = await asyncio.gather(*(upload(ben, files.photo()) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["media"]["id"] for answer in answers}) == 8
