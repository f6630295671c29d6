"""Uploads: in pieces, broken off and taken up, and within what one member may bring."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from longhouse.app import Longhouse
from longhouse.features.media.settings import MediaSettings
from media import files
from media.steps import announce, append, collect, keys_in_store, settled, upload, uploaded
from support.houses import configure
from support.people import People


async def begun(person: Any, size: int, **more: object) -> str:
    answer = await announce(person, size, **more)
    assert answer.status_code == 201, answer.text
    assert answer.json()["media"]["status"] == "uploading"
    assert answer.headers["upload-offset"] == "0"
    return answer.json()["media"]["id"]


async def test_a_film_comes_in_pieces(people: People, tmp_path: Path) -> None:
    ben = await people.member("ben")
    content = files.film(tmp_path)
    media_id = await begun(ben, len(content), mime="video/mp4", alt="Colours")
    third = len(content) // 3
    for start in (0, third, 2 * third):
        stop = len(content) if start == 2 * third else start + third
        answer = await append(ben, media_id, start, content[start:stop])
        assert (answer.status_code, answer.headers["upload-offset"]) == (200, str(stop))
        head = await ben.fetch("HEAD", f"/media/{media_id}")
        assert head.headers["upload-offset"] == str(stop)
        assert head.headers["upload-length"] == str(len(content))
    media = await settled(ben, media_id)
    assert (media["kind"], media["status"], media["alt"]) == ("video", "ready", "Colours")
    assert (await append(ben, media_id, len(content), b"x")).json()["code"] == "UPLOAD_FINISHED"


async def test_an_upload_that_broke_off_goes_on_where_it_was(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    content = files.photo("png", 1500, 900) + bytes(300_000)
    media_id = await begun(ben, len(content))
    await append_and_leave(longhouse, ben, media_id, 0, content[:150_000])
    offset = int((await ben.fetch("HEAD", f"/media/{media_id}")).headers["upload-offset"])
    assert offset == 150_000
    assert (await append(ben, media_id, offset, content[offset:])).status_code == 200
    media = await settled(ben, media_id)
    assert (media["status"], media["kind"], media["width"]) == ("ready", "image", 1500)


async def append_and_leave(
    longhouse: Longhouse, person: Any, media_id: str, offset: int, content: bytes
) -> None:
    """The bytes arrive, and then the line is gone."""
    sent = person.client.build_request(
        "PATCH",
        f"media/{media_id}",
        headers={
            "X-CSRF-Token": person._csrf_token,
            "Upload-Offset": str(offset),
            "Content-Type": "application/octet-stream",
        },
    )
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": content, "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(_message: dict[str, Any]) -> None: ...

    scope: dict[str, Any] = {
        "type": "http",
        "method": "PATCH",
        "path": sent.url.path,
        "raw_path": sent.url.raw_path,
        "query_string": b"",
        "headers": [(k.lower(), v) for k, v in sent.headers.raw if k.lower() != b"content-length"],
        "client": ("203.0.113.7", 50_000),
        "server": ("localhost", 8000),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
        "state": {},
    }
    asgi: Any = longhouse.asgi
    await asgi(scope, receive, send)


async def test_a_wrong_offset_is_told_the_right_one(people: People) -> None:
    ben = await people.member("ben")
    content = files.photo()
    media_id = await begun(ben, len(content))
    await append(ben, media_id, 0, content[:1000])
    for wrong in (0, 999, 1001):
        refused = await append(ben, media_id, wrong, content[1000:])
        assert (refused.status_code, refused.json()["code"]) == (409, "UPLOAD_OFFSET_MISMATCH")
        assert refused.json()["details"] == {"offset": 1000}


async def test_two_at_once_do_not_mix(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    content = files.photo()
    media_id = await begun(ben, len(content))
    answers = await asyncio.gather(*(append(ben, media_id, 0, content) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    assert (await settled(ben, media_id))["status"] == "ready"
    await collect(longhouse)
    assert len(await keys_in_store(longhouse)) == 3


async def test_only_its_owner_goes_on_with_an_upload(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    media_id = await begun(ben, 1000)
    assert (await append(carla, media_id, 0, b"x" * 1000)).status_code == 404
    assert (await ben.fetch("HEAD", f"/media/{media_id}")).headers["upload-offset"] == "0"


async def test_more_than_was_announced_is_refused(people: People) -> None:
    ben = await people.member("ben")
    media_id = await begun(ben, 100)
    assert (await append(ben, media_id, 0, files.photo())).status_code == 413
    assert (await announce(ben, 101 << 20)).status_code == 413
    assert (await announce(ben, 11 << 20, mime="image/png")).status_code == 413
    assert (await announce(ben, 100, mime="text/html")).status_code == 415
    assert (await announce(ben, 0)).status_code == 422
    assert (await announce(ben, 100, owner_id="x")).status_code == 422


async def test_pieces_are_looked_at_from_the_first_on(people: People) -> None:
    ben = await people.member("ben")
    html = b"<html><script>alert(1)</script></html>" * 10
    media_id = await begun(ben, len(html), mime="image/png")
    assert (await append(ben, media_id, 0, html)).status_code == 415
    flood = files.flood()
    media_id = await begun(ben, len(flood), mime="image/png")
    refused = await append(ben, media_id, 0, flood[:5000])
    assert refused.json()["details"] == {"reason": "too_many_pixels"}


async def test_an_upload_that_is_never_finished_is_collected(
    people: People, longhouse: Longhouse, clock: Any
) -> None:
    ben = await people.member("ben")
    content = files.photo()
    media_id = await begun(ben, len(content))
    await append(ben, media_id, 0, content[:1000])
    clock.advance(25 * 3600)
    await collect(longhouse)
    assert await keys_in_store(longhouse) == set()
    assert (await ben.get(f"/media/{media_id}")).status_code == 404


async def test_the_same_key_makes_one_picture(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    content, key = files.photo(), {"Idempotency-Key": "one-picture"}
    answers = [await upload(ben, content, headers=key) for _ in range(3)]
    assert len({answer.json()["media"]["id"] for answer in answers}) == 1
    other = await upload(ben, files.photo(width=500), headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")
    await collect(longhouse)
    assert len(await keys_in_store(longhouse)) == 3


@pytest.mark.parametrize("declared", [10, 50_000_000])
async def test_a_length_that_lies_is_not_believed(people: People, declared: int) -> None:
    ben = await people.member("ben")
    answer = await upload(ben, files.photo(), headers={"Content-Length": str(declared)})
    assert answer.status_code in (201, 400)
    assert (await upload(ben, files.photo() + bytes(11 << 20))).status_code == 413


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nhi\r\n--x--\r\n',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\r\n--x--\r\n',
        ),
        ("application/json", b"{"),
        ("application/json", b'{"size": "many"}'),
        ("text/plain", b"size=1"),
        ("", b""),
    ],
)
async def test_a_form_that_is_none_is_refused(
    people: People, content_type: str, body: bytes
) -> None:
    ben = await people.member("ben")
    token: Any = ben._csrf_token  # pyright: ignore[reportPrivateUsage] -- a body that `fetch` cannot send
    answer = await ben.client.post(
        "media", content=body, headers={"Content-Type": content_type, "X-CSRF-Token": token}
    )
    assert answer.status_code in (400, 415, 422), answer.text


async def test_strangers_and_forged_pages_upload_nothing(people: People) -> None:
    ben = await people.member("ben")
    form = {"file": ("a.jpg", files.photo(), "image/jpeg")}
    assert (await ben.client.post("media", files=form)).status_code == 403
    foreign = await upload(ben, files.photo(), headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert (await people.stranger().client.post("media", files=form)).status_code == 401


async def test_the_quota_holds_for_many_at_once(database_url: str, tmp_path: Path) -> None:
    content = files.photo()
    config = configure(database_url, tmp_path, MediaSettings(quota_bytes=3 * len(content)))
    house = Longhouse(config, frozenset({"http", "jobs"}))
    await house.open()
    try:
        people = People(house)
        ben, carla = await people.member("ben"), await people.member("carla")
        answers = await asyncio.gather(*(upload(ben, content) for _ in range(6)))
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [413] * 3
        refused = await announce(ben, 1)
        assert refused.json()["code"] == "QUOTA_EXCEEDED"
        await uploaded(carla, content)
        kept = next(a.json()["media"]["id"] for a in answers if a.status_code == 201)
        await ben.delete(f"/media/{kept}")
        announced = await asyncio.gather(*(announce(ben, len(content)) for _ in range(4)))
        assert sorted(answer.status_code for answer in announced) == [201, 413, 413, 413]
        await collect(house)
        assert len(await keys_in_store(house)) == 9
        await people.leave()
    finally:
        await house.close()
