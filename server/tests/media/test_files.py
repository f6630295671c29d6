"""Giving out files: to members, by links that are good for a while, in parts, and never as a page."""

import pytest

from longhouse.app import Longhouse
from media import files
from media.steps import collect, get_file, keys_in_store, uploaded
from support.clocks import FakeClock
from support.people import People


async def test_a_link_is_good_for_every_member_and_no_stranger(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    url = (await uploaded(ben, files.photo()))["urls"]["small"]
    assert (await get_file(ben, url)).status_code == 200
    assert (await get_file(carla, url)).status_code == 200
    assert (await get_file(people.stranger(), url)).status_code == 401


async def test_a_link_ends_within_the_hour(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    url = (await uploaded(ben, files.photo()))["urls"]["small"]
    clock.advance(49 * 60)
    assert (await get_file(ben, url)).status_code == 200
    clock.advance(11 * 60)
    refused = await get_file(ben, url)
    assert (refused.status_code, refused.json()["code"]) == (404, "MEDIA_LINK_EXPIRED")


async def test_a_link_stays_the_same_for_a_while(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    media = await uploaded(ben, files.photo())
    clock.advance(60)
    again = (await ben.get(f"/media/{media['id']}")).json()["media"]
    assert again["urls"] == media["urls"]


@pytest.mark.parametrize("change", ["variant", "expires", "signature", "other", "none"])
async def test_a_link_that_was_changed_opens_nothing(people: People, change: str) -> None:
    ben = await people.member("ben")
    media, other = await uploaded(ben, files.photo()), await uploaded(ben, files.photo())
    url: str = media["urls"]["small"]
    expires = url.partition("expires=")[2].partition("&")[0]
    changed = {
        "variant": url.replace("/small", "/original"),
        "expires": url.replace(expires, str(int(expires) + 600)),
        "signature": url[:-2] + ("aa" if not url.endswith("aa") else "bb"),
        "other": url.replace(media["id"], other["id"]),
        "none": url.replace("/small", "/nothing"),
    }[change]
    assert (await get_file(ben, changed)).status_code == 404
    assert (await get_file(ben, url.partition("?")[0])).status_code == 400


async def test_a_file_cannot_act_as_a_page(people: People) -> None:
    ben = await people.member("ben")
    url = (await uploaded(ben, files.photo()))["urls"]["original"]
    headers = (await get_file(ben, url)).headers
    assert headers["content-type"] == "image/webp"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["content-disposition"].startswith('inline; filename="')


async def test_a_part_of_a_file_can_be_had(people: People) -> None:
    ben = await people.member("ben")
    url = (await uploaded(ben, files.photo()))["urls"]["original"]
    whole = await get_file(ben, url)
    size = len(whole.content)
    assert int(whole.headers["content-length"]) == size
    assert whole.headers["accept-ranges"] == "bytes"
    for asked, start, stop in (
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, size),
        ("bytes=-7", size - 7, size),
        (f"bytes=5-{size + 100}", 5, size),
    ):
        part = await get_file(ben, url, {"Range": asked})
        assert (part.status_code, part.content) == (206, whole.content[start:stop])
        assert part.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
        assert int(part.headers["content-length"]) == stop - start
    past = await get_file(ben, url, {"Range": f"bytes={size}-"})
    assert (past.status_code, past.headers["content-range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-", "x"):
        assert (await get_file(ben, url, {"Range": odd})).content == whole.content


async def test_what_a_browser_has_is_not_sent_again(people: People) -> None:
    ben = await people.member("ben")
    url = (await uploaded(ben, files.photo()))["urls"]["original"]
    tag = (await get_file(ben, url)).headers["etag"]
    kept = await get_file(ben, url, {"If-None-Match": tag})
    assert (kept.status_code, kept.content) == (304, b"")
    other = await get_file(ben, url, {"Range": "bytes=0-9", "If-Range": '"another"'})
    assert other.status_code == 200


async def test_another_members_upload_is_not_there(people: People) -> None:
    ben, carla, ada = await people.member("ben"), await people.member("carla"), await people.admin()
    media = await uploaded(ben, files.photo())
    path = f"/media/{media['id']}"
    for person in (carla, ada):
        assert (await person.get(path)).status_code == 404
        assert (await person.fetch("HEAD", path)).status_code == 404
        assert (await person.patch(f"{path}/description", {"alt": "mine"})).status_code == 404
        assert (await person.delete(path)).status_code == 404
    assert (await people.stranger().get(path)).status_code == 401
    assert (await ben.get(path)).json()["media"]["alt"] is None
    assert (await ben.delete(path)).json() == {}
    assert (await ben.get(path)).status_code == 404


async def test_a_description_is_written_changed_and_taken_away(people: People) -> None:
    ben = await people.member("ben")
    path = f"/media/{(await uploaded(ben, files.photo()))['id']}/description"
    assert (await ben.patch(path, {"alt": " Two colours "})).json()["media"]["alt"] == "Two colours"
    for bad in ("x" * 1001, "a\u202eb", "a\x07b"):
        assert (await ben.patch(path, {"alt": bad})).status_code == 422
    assert (await ben.patch(path, {"alt": ""})).json()["media"]["alt"] is None


async def test_a_deleted_picture_leaves_the_store(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    media = await uploaded(ben, files.photo())
    assert len(await keys_in_store(longhouse)) == 3
    await ben.delete(f"/media/{media['id']}")
    assert (await get_file(ben, media["urls"]["small"])).status_code == 404
    await collect(longhouse)
    assert await keys_in_store(longhouse) == set()


async def test_what_nobody_uses_is_collected_after_a_day(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    await uploaded(ben, files.photo())
    clock.advance(23 * 3600)
    await collect(longhouse)
    assert len(await keys_in_store(longhouse)) == 3
    clock.advance(2 * 3600)
    await collect(longhouse)
    assert await keys_in_store(longhouse) == set()
    async with longhouse.db.read() as read:
        assert await read.value(int, "SELECT used_bytes FROM media.standing") == 0
        assert await read.value(int, "SELECT count(*) FROM media.object") == 0
