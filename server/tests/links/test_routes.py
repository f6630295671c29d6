"""Links over HTTP: a preview for who is writing, and pictures that come from the house."""

from urllib.parse import parse_qs, urlsplit

import pytest

from links.internet import ELSEWHERE, Internet
from links.pictures import png
from longhouse.app import Longhouse
from longhouse.features.links.api import Unfold
from longhouse.features.links.service.read.pictures import Size, picture_size
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.ids import new_id
from longhouse.kernel.outbound.urls import parse
from media import files
from support.clocks import FakeClock
from support.people import People, Person

PICTURE = files.photo(width=2000, height=1500, orientation=1)


@pytest.fixture
async def ben(people: People, internet: Internet) -> Person:
    await internet.serve_page(
        "blog.example",
        "<title>A kettle</title><meta property='og:image' content='https://pics.example/k.png'>",
    )
    await internet.serve_safely(
        "pics.example", lambda call: call.answer(PICTURE, "image/png"), address=ELSEWHERE
    )
    return await people.member("ben")


async def picture_path(person: Person) -> str:
    shown = await person.post("/links/preview", {"url": "https://blog.example/x"})
    return shown.json()["preview"]["image"].removeprefix("/api/v1")


async def test_who_writes_sees_what_a_link_will_look_like(ben: Person) -> None:
    shown = await ben.post(
        "/links/preview", {"url": "https://blog.example/x", "section_type": "photo"}
    )
    assert shown.status_code == 200
    preview = shown.json()["preview"]
    assert (preview["title"], preview["kind"]) == ("A kettle", "photo")
    assert preview["image"].startswith("/api/v1/links/image?")
    assert preview["photo"]["image"] == preview["image"]


@pytest.mark.parametrize(
    "url", ["http://192.168.0.1/", "https://gone.example/", "http://169.254.169.254/latest/"]
)
async def test_what_cannot_be_read_has_no_preview_and_is_no_error(ben: Person, url: str) -> None:
    shown = await ben.post("/links/preview", {"url": url})
    assert (shown.status_code, shown.json()) == (200, {"preview": None})


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "kettle", "http://localhost/", "x" * 5000]
)
async def test_what_is_no_link_is_refused_with_a_sentence(ben: Person, url: str) -> None:
    refused = await ben.post("/links/preview", {"url": url})
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_FIELDS")
    assert set(refused.json()["details"]["fields"]) == {"url"}


async def test_strangers_get_neither_previews_nor_pictures(ben: Person, people: People) -> None:
    path = await picture_path(ben)
    stranger = people.stranger()
    assert (
        await stranger.post("/links/preview", {"url": "https://blog.example/"})
    ).status_code == 401
    assert (await stranger.get(path)).status_code == 401


async def test_thirty_previews_a_minute_and_no_more(
    ben: Person, people: People, clock: FakeClock
) -> None:
    body = {"url": "https://blog.example/x"}
    answers = [await ben.post("/links/preview", body) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert int(answers[-1].headers["retry-after"]) <= 60
    carla = await people.member("carla")
    assert (await carla.post("/links/preview", body)).status_code == 200
    clock.advance(61)
    assert (await ben.post("/links/preview", body)).status_code == 200


async def test_no_more_is_looked_at_for_a_member_than_is_allowed(
    longhouse: Longhouse, ben: Person, people: People, unfold: Unfold, internet: Internet
) -> None:
    carla = await people.member("carla")
    most = longhouse.house.config.get(LinksSettings).looks_per_minute
    many = [f"https://number-{n}.example/" for n in range(most + 2)]
    for page in many:
        await internet.serve_page(parse(page).host, "<title>Found</title>")
    found = await unfold(ben.id, many)
    assert [one.state for one in found] == ["ready"] * most + ["off"] * 2
    assert [one.state for one in await unfold(carla.id, many[-2:])] == ["ready"] * 2


async def test_a_picture_comes_from_the_house_and_is_fetched_once(
    ben: Person, internet: Internet
) -> None:
    path = await picture_path(ben)
    for _ in range(3):
        picture = await ben.get(path)
        assert picture.status_code == 200
        assert picture.headers["content-type"] == "image/webp"
        assert picture.headers["x-content-type-options"] == "nosniff"
        assert picture.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert picture.headers["cache-control"] == "private, max-age=86400, immutable"
        assert picture.headers["content-disposition"] == 'inline; filename="preview.webp"'
    assert internet.connected.count((ELSEWHERE, 443)) == 1


async def test_a_picture_is_made_anew_and_small_with_nothing_that_it_carried(ben: Person) -> None:
    assert b"Exif" in PICTURE
    picture = (await ben.get(await picture_path(ben))).content
    assert picture_size(picture) == Size(1080, 810)
    assert b"Exif" not in picture
    assert b"EXIF" not in picture


async def test_only_what_the_house_signed_is_fetched(ben: Person, internet: Internet) -> None:
    path = await picture_path(ben)
    signature = parse_qs(urlsplit(path).query)["signature"][0]
    before = list(internet.connected)
    for url in ("https://pics.example/other.png", "http://127.0.0.1/", "file:///etc/passwd", ""):
        refused = await ben.get(f"/links/image?url={url}&signature={signature}")
        assert refused.status_code == 404
    for forged in ("", "x", signature[:-1], signature + "A", signature.swapcase()):
        refused = await ben.get(f"/links/image?url=https://pics.example/k.png&signature={forged}")
        assert refused.status_code == 404
    assert internet.connected == before


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"),
        (b"<html><script>alert(1)</script>", "image/png"),
        (b"%PDF-1.7", "image/jpeg"),
        (png(60_000, 60_000), "image/png"),
        (png(0, 0), "image/png"),
        (png(40, 30), "image/png"),
        (PICTURE[: len(PICTURE) // 2], "image/jpeg"),
        (PICTURE, "text/html"),
        (PICTURE + bytes(5_000_000), "image/png"),
    ],
)
async def test_what_is_no_picture_or_too_large_is_not_passed_on(
    people: People, internet: Internet, ben: Person, body: bytes, content_type: str
) -> None:
    path = await picture_path(ben)
    await internet.serve_safely(
        "pics.example", lambda call: call.answer(body, content_type), address=ELSEWHERE
    )
    assert (await ben.get(path)).status_code == 404
    seen = len(internet.connected)
    assert (await ben.get(path)).status_code == 404
    assert len(internet.connected) == seen


async def test_a_picture_that_moved_to_a_private_place_is_not_fetched(
    ben: Person, internet: Internet
) -> None:
    path = await picture_path(ben)
    internet.names["pics.example"] = [["10.0.0.1"]]
    assert (await ben.get(path)).status_code == 404
    assert internet.canary_calls == 0


async def test_copies_of_pictures_are_forgotten_after_a_while(
    longhouse: Longhouse, ben: Person, clock: FakeClock
) -> None:
    path = await picture_path(ben)
    await ben.get(path)
    blobs = longhouse.house.blobs
    assert len([blob async for blob in blobs.list("links")]) == 1
    links = next(module for module in longhouse.modules if module.name == "links")
    forget = next(s for s in links.schedules if s.name == "links.forget_old_pictures")
    clock.advance(400 * 86_400)
    async with longhouse.db.transaction() as tx:
        await forget.run(tx)
    assert [blob async for blob in blobs.list("links")] == []


async def test_unknown_fields_and_section_types_are_refused(ben: Person) -> None:
    url = "https://blog.example/x"
    for body in ({"url": url, "section_type": "cars"}, {"url": url, "id": str(new_id())}, {}):
        assert (await ben.post("/links/preview", body)).status_code in (400, 422)
