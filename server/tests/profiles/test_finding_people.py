"""Who is found, and what the counts beside them tell."""

import pytest

from graph.steps import act
from longhouse.app import Longhouse
from profiles.conftest import VIENNA
from profiles.steps import befriend, facets, found, say, seen, show
from support.people import People, Person
from support.waiting import until

OPEN = {"pronouns": "public", "interests": "public", "location": "public", "bio": "public"}


async def crowd(people: People, how_many: int, **fields: object) -> list[Person]:
    members = [await people.member(f"member-{n}-of-{how_many}") for n in range(how_many)]
    for member in members:
        await say(member, visibility=OPEN, **fields)
    return members


async def test_people_are_found_by_name_username_words_and_place(people: People) -> None:
    ben, carla = await people.member("ben_okri"), await people.member("carla")
    await say(
        ben, display_name="Zoë Weiß", bio="Soldering irons.", visibility=OPEN,
        location={"city_id": VIENNA.id}, interests=[{"label": "Old Kettles"}],
    )  # fmt: skip
    for q in ("zoe", "Zoë wei", "weiss", "okri", "ben_o", "@ben_okri", "solder", "vien", "kettles"):
        assert await found(carla, f"q={q}") == ["ben_okri"], q
    for q in ("nobody", "zoe nobody", "', ':*", "!!!", "%"):
        assert await found(carla, f"q={q.replace('%', '%25')}") == [], q
    assert await found(carla, "interest=old%20KETTLES") == ["ben_okri"]
    assert await found(carla, f"place={VIENNA.id}") == ["ben_okri"]
    assert (await carla.get(f"/people?q={'x' * 101}")).status_code == 422
    assert (await people.stranger().get("/people")).status_code == 401


async def test_interests_are_found_in_whichever_language_they_are_typed(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await say(ben, visibility=OPEN, interests=[{"id": "classical-music"}, {"id": "gardening"}])
    await say(carla, interests=[{"id": "gardening"}])
    for q in (
        "gardening",
        "Gärtnern",
        "gartn",
        "gärt",
        "klassische Musik",
        "musik klass",
        "ben gärt",
    ):
        assert await found(dora, f"q={q}") == ["ben"], q
    for q in ("gärtner music schach", "schach", "carla gärtnern"):
        assert await found(dora, f"q={q}") == [], q
    await befriend(carla, dora)
    assert set(await found(dora, "q=gärtnern")) == {"ben", "carla"}
    assert [one["id"] for one in (await dora.get("/interests?q=gärt")).json()["interests"]] == [
        "gardening"
    ]


async def test_who_is_called_so_comes_before_who_writes_of_it(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await say(carla, gender="Woman")
    await say(dora, bio="Baking with Carla.", visibility=OPEN)
    await say(ben, display_name="Carlatta Lund")
    assert await found(await people.member("emil"), "q=carla") == ["carla", "ben", "dora"]


async def test_pages_hold_everybody_once_and_facets_come_with_the_first(people: People) -> None:
    members = await crowd(people, 7, bio="Kettles.")
    viewer = await people.member("viewer")
    for question in ("", "q=kettles&"):
        names: list[str] = []
        cursor = ""
        while True:
            answer = (await viewer.get(f"/people?{question}limit=3{cursor}")).json()
            assert (answer["facets"] is None) == bool(cursor)
            names += [one["username"] for one in answer["people"]]
            if not answer["meta"]["has_more"]:
                break
            cursor = f"&cursor={answer['meta']['cursor']}"
        assert sorted(names) == sorted(member.name for member in members)


async def test_a_value_of_fewer_than_five_is_not_counted(people: People) -> None:
    members = await crowd(people, 5, pronouns="they/them", interests=[{"id": "jazz"}])
    viewer = await people.member("viewer")
    counted = await facets(viewer)
    assert counted == {"interests": {"jazz": 5}, "places": {}, "pronouns": {"they/them": 5}}
    await show(members[0], pronouns="connections", interests="private")
    assert await facets(viewer) == {"interests": {}, "places": {}, "pronouns": {}}


async def test_what_is_hidden_is_counted_for_nobody_but_friends(people: People) -> None:
    members = await crowd(people, 5, pronouns="they/them")
    viewer, stranger = await people.member("viewer"), await people.member("stranger")
    await show(members[0], pronouns="connections")
    await befriend(members[0], viewer)
    assert (await facets(viewer))["pronouns"] == {"they/them": 5}
    assert (await facets(stranger))["pronouns"] == {}


async def test_no_combination_of_filters_points_at_somebody_by_their_pronouns(
    people: People,
) -> None:
    members = await crowd(people, 6, pronouns="they/them")
    viewer = await people.member("viewer")
    await say(members[0], interests=[{"id": "jazz"}], location={"city_id": VIENNA.id})
    assert len(await found(viewer, "pronouns=they/them")) == 6
    assert len(await found(viewer, "pronouns=THEY/them")) == 6
    narrowed = ("interest=jazz", f"place={VIENNA.id}", f"q={members[0].name}", "q=vienna")
    for question in narrowed:
        assert await found(viewer, question) == [members[0].name]
        assert await facets(viewer, question) == {"interests": {}, "places": {}, "pronouns": {}}
        assert await found(viewer, f"{question}&pronouns=they/them") == []
        assert await found(viewer, f"{question}&pronouns=she/her") == []
    assert await found(viewer, "pronouns=xe/xem") == []


async def test_a_wrong_guess_and_a_right_one_at_what_is_hidden_look_the_same(
    people: People,
) -> None:
    ben, viewer = await people.member("ben"), await people.member("viewer")
    await say(ben, pronouns="he/him", gender="Man", interests=[{"id": "jazz"}], bio="Kettles.")
    right = ("interest=jazz", "pronouns=he/him", "q=kettles", "q=ben&interest=jazz")
    wrong = ("interest=chess", "pronouns=she/her", "q=trams", "q=ben&interest=chess")
    for one, other in zip(right, wrong, strict=True):
        assert (await viewer.get(f"/people?{one}")).json() == (
            await viewer.get(f"/people?{other}")
        ).json()


async def test_who_is_behind_a_barrier_waits_or_has_left_is_not_found(people: People) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    for person in (ben, carla):
        await say(person, bio="Kettles.", visibility=OPEN)
    assert set(await found(ada, "q=kettles")) == {"ben", "carla"}
    await act(ben, "block", ada)
    assert await found(ada, "q=kettles") == ["carla"]
    await ada.delete(f"/admin/users/{carla.id}")
    assert await found(ada, "q=kettles") == []
    await ada.post(f"/admin/users/{carla.id}/restore")

    async def back() -> bool:
        return await found(ada, "q=kettles") == ["carla"]

    await until(back)


async def test_a_card_says_what_two_have_in_common(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await say(ben, interests=[{"id": "jazz"}, {"id": "chess"}], visibility=OPEN)
    await say(carla, interests=[{"id": "chess"}])
    card = (await carla.get("/people?q=ben")).json()["people"][0]
    assert card["reason"] == {
        "kind": "same_interests",
        "count": 1,
        "names": ["Chess"],
        "ids": ["chess"],
    }
    for other in (ben, carla):
        await befriend(other, dora)
    card = (await carla.get("/people?q=ben")).json()["people"][0]
    assert (card["mutual_count"], card["reason"]["kind"]) == (1, "friends_of_friends")


async def test_a_card_says_how_one_stands_to_somebody(people: People) -> None:
    ada, ben, carla, dora = [
        await people.member(name) for name in ("ada-lou", "ben", "carla", "dora")
    ]
    await befriend(ada, ben)
    await ada.post(f"/users/{carla.id}/friend-request", {})
    await dora.post(f"/users/{ada.id}/follow")
    for other in (ben, carla, dora):
        await say(other, display_name=f"{other.name} here")
        (card,) = (await ada.get(f"/people?q={other.name}")).json()["people"]
        assert card["relationship"] == (await seen(ada, other))["relationship"]
        assert card["relationship"]["friend"] == (other is ben)


async def test_who_shares_interests_is_recommended_only_if_they_show_them(
    people: People,
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    for person in (ben, carla):
        await say(person, interests=[{"id": "jazz"}])
    path = "/users/me/recommendations"
    assert (await carla.get(path)).json()["recommendations"] == []
    await show(ben, interests="public")
    recommended = (await carla.get(path)).json()["recommendations"]
    assert [one["user"]["username"] for one in recommended] == ["ben"]
    assert recommended[0]["reason"]["names"] == ["Jazz"]


@pytest.mark.parametrize("level", ["connections", "private"])
async def test_nothing_hidden_is_kept_where_strangers_search(
    people: People, longhouse: Longhouse, level: str
) -> None:
    ben = await people.member("ben")
    await say(
        ben, display_name="Benedikt", bio="Kettles.", pronouns="he/him",
        interests=[{"id": "jazz"}], location={"city_id": VIENNA.id},
        visibility=dict.fromkeys(("display_name", "bio", "pronouns", "interests", "location"), level),
    )  # fmt: skip
    async with longhouse.db.read() as read:
        kept = await read.value(
            str,
            "SELECT f::text FROM profiles.face AS f WHERE user_id = $1 AND audience = 'everybody'",
            ben.id,
        )
    assert kept is not None
    for word in ("benedikt", "kettles", "he/him", "jazz", "vienna", str(VIENNA.id)):
        assert word not in kept.lower()
