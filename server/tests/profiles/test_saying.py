"""What members say about themselves: what is taken, what is refused, and what becomes of files."""

from typing import Any, cast

import pytest

from longhouse.app import Longhouse
from longhouse.features.identity.events import MemberErased
from media.files import photo
from media.steps import get_file, uploaded
from profiles.conftest import VIENNA
from profiles.steps import say, seen, show
from support.people import People, Person
from support.waiting import until


async def refused(person: Person, **fields: object) -> set[str]:
    answer = await person.patch("/users/me", fields)
    assert answer.status_code == 422, answer.text
    return set(answer.json()["details"]["fields"])


async def picture(person: Person, purpose: str, width: int = 512, height: int = 512) -> str:
    return (await uploaded(person, photo(width=width, height=height), purpose=purpose))["id"]


async def test_all_that_can_be_said_is_kept(people: People) -> None:
    ben = await people.member("ben")
    said = await say(
        ben,
        gender="  Non\u2010binary ",
        pronouns="they/them",
        location={"city_id": VIENNA.id},
        interests=[{"id": "jazz"}, {"label": "  Old   KETTLES "}, {"label": "Jazz"}],
    )
    user = said["user"]
    assert (user["gender"], user["pronouns"]) == ("Non\u2010binary", "they/them")
    assert user["location"] == {
        "id": VIENNA.id, "city": "Vienna", "country": "AT", "label": "Vienna, Austria",
    }  # fmt: skip
    assert user["interests"] == [
        {"id": "jazz", "label": "Jazz", "category": "Music"},
        {"id": None, "label": "old kettles", "category": None},
    ]
    cleared = await say(ben, gender=None, pronouns="", location=None, interests=[])
    assert [cleared["user"][f] for f in ("gender", "pronouns", "location", "interests")] == [
        None, None, None, [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "named"),
    cast(
        "list[tuple[dict[str, Any], set[str]]]",
        [
            ({"gender": "x" * 31}, {"gender"}),
            ({"pronouns": "a\u202eb"}, {"pronouns"}),
            ({"location": {"city_id": 999}}, {"location"}),
            ({"interests": [{"id": "nonsense"}]}, {"interests.0"}),
            ({"interests": [{"id": "jazz"}, {"label": "x"}]}, {"interests.1"}),
            ({"interests": [{"label": "x" * 31}]}, {"interests.0"}),
            ({"interests": [{"label": "!!!"}]}, {"interests.0"}),
            ({"interests": [{}]}, {"interests.0"}),
            ({"interests": [{"id": "jazz", "label": "Jazz"}]}, {"interests.0"}),
            ({"interests": [{"label": f"number {n}"} for n in range(13)]}, {"interests"}),
            ({"bio": "x" * 281, "gender": "x" * 31}, {"bio", "gender"}),
        ],
    ),
)
async def test_what_cannot_be_taken_is_named(
    people: People, fields: dict[str, Any], named: set[str]
) -> None:
    ben = await people.member("ben")
    assert await refused(ben, **fields) == named


@pytest.mark.parametrize(
    "body",
    [
        {"visibility": {"bio": "everybody"}},
        {"visibility": {"email": "public"}},
        {"location": {"city": "Vienna"}},
        {"nickname": "Ben"},
        {"avatar_media_id": "not-an-id"},
    ],
)
async def test_what_is_of_no_known_shape_is_refused(people: People, body: dict[str, Any]) -> None:
    answer = await (await people.member("ben")).patch("/users/me", body)
    assert answer.status_code in (400, 422)


async def test_twelve_interests_are_taken(people: People) -> None:
    ben = await people.member("ben")
    said = await say(ben, interests=[{"label": f"number {n}"} for n in range(12)])
    assert len(said["user"]["interests"]) == 12


async def test_an_avatar_is_shown_and_the_one_before_is_gone(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    first, second = await picture(ben, "avatar"), await picture(ben, "avatar")
    await say(ben, avatar_media_id=first)
    shown = (await seen(carla, ben))["user"]["avatar"]
    assert set(shown) == {"media_id", "url_320", "url_1080", "blur", "alt"}
    for url in (shown["url_320"], shown["url_1080"]):
        assert (await get_file(carla, url)).status_code == 200
    assert (await ben.delete(f"/media/{first}")).status_code == 409
    await say(ben, avatar_media_id=second)
    assert (await seen(carla, ben))["user"]["avatar"]["media_id"] == second
    assert (await get_file(carla, shown["url_320"])).status_code == 404
    assert (await ben.get(f"/media/{first}")).status_code == 404
    await say(ben, avatar_media_id=None)
    assert (await seen(carla, ben))["user"]["avatar"] is None
    assert (await ben.get(f"/media/{second}")).status_code == 404


async def test_pictures_have_the_form_of_their_place(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    wide, tall = await picture(ben, "avatar", 700, 512), await picture(ben, "banner", 1024, 512)
    assert await refused(ben, avatar_media_id=wide) == {"avatar_media_id"}
    assert await refused(ben, banner_media_id=tall) == {"banner_media_id"}
    square, banner = await picture(ben, "avatar"), await picture(ben, "banner", 1537, 512)
    assert await refused(ben, banner_media_id=square) == {"banner_media_id"}
    assert await refused(carla, avatar_media_id=square) == {"avatar_media_id"}
    plain = (await uploaded(ben, photo(width=512, height=512)))["id"]
    assert await refused(ben, avatar_media_id=plain) == {"avatar_media_id"}
    said = await say(ben, avatar_media_id=square, banner_media_id=banner)
    assert said["user"]["avatar"]
    assert said["user"]["banner"]
    assert said["onboarding"]["missing"] == ["display_name", "interests"]


async def test_what_is_quarantined_is_shown_by_nobody(people: People, longhouse: Longhouse) -> None:
    """A scan that finds something afterwards takes the picture off the profile."""
    ben, carla = await people.member("ben"), await people.member("carla")
    avatar = await picture(ben, "avatar")
    await say(ben, avatar_media_id=avatar)
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            "UPDATE media.asset SET status = 'quarantined' WHERE id = $1::text::uuid", avatar
        )
    assert (await seen(carla, ben))["user"]["avatar"] is None


async def test_arriving_is_done_once_all_is_said_or_once_it_is_enough(people: People) -> None:
    ben = await people.member("ben")
    assert (await ben.get("/users/me")).json()["onboarding"] == {
        "done": False, "progress": 0.0, "missing": ["display_name", "avatar", "interests"],
    }  # fmt: skip
    said = await say(ben, display_name="Benedikt", interests=[{"id": "jazz"}])
    assert said["onboarding"] == {"done": False, "progress": 0.67, "missing": ["avatar"]}
    assert (await say(ben, onboarded=True))["onboarding"]["done"]


async def test_interests_places_and_words_are_offered(people: People) -> None:
    ben = await people.member("ben")
    every = (await ben.get("/interests")).json()["interests"]
    assert len(every) >= 140
    assert len({one["category"] for one in every}) == 12
    found = (await ben.get("/interests?q=gam")).json()["interests"]
    assert {"board-games", "video-games"} <= {one["id"] for one in found}
    places = (await ben.get("/places?q=SAO vi")).json()["places"]
    assert [place["label"] for place in places] == ["São Vila, Portugal"]
    for q in ("wie", "VIENNA"):
        places = (await ben.get(f"/places?q={q}")).json()["places"]
        assert [place["city"] for place in places] == ["Vienna"]
    assert (await ben.get("/places?q=%20")).json()["places"] == []
    options = (await ben.get("/profile-options")).json()
    assert "they/them" in options["pronouns"]
    assert options["genders"]


async def test_of_an_erased_member_nothing_stays(people: People, longhouse: Longhouse) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    avatar = await picture(ben, "avatar")
    await say(ben, display_name="Benedikt", avatar_media_id=avatar)
    await show(ben, bio="private")
    await ada.delete(f"/admin/users/{ben.id}")
    async with longhouse.db.transaction() as tx:
        tx.emit(MemberErased(user_id=ben.id))

    async def left() -> int:
        async with longhouse.db.read() as read:
            return await read.value(int, _LEFT, ben.id) or 0

    async def gone() -> bool:
        return await left() == 0

    await until(gone)


_LEFT = """
    SELECT (SELECT count(*) FROM profiles.profile WHERE user_id = $1)
         + (SELECT count(*) FROM profiles.face WHERE user_id = $1)
         + (SELECT count(*) FROM profiles.activity WHERE user_id = $1 OR subject_id = $1)
         + (SELECT count(*) FROM profiles.showcase_item WHERE user_id = $1)
         + (SELECT count(*) FROM media.asset WHERE owner_id = $1)
"""
