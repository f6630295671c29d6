"""Where, what kind, by whom; and pages that fit together."""

import pytest

from longhouse.app import Longhouse
from posts.steps import GENERAL, MUSIC, publish
from search.steps import ask, found, indexed, search
from support.conversations import comment
from support.people import People, Person

PHOTOS = "0190d6a0-0000-7000-8000-000000000002"
NOBODYS = "7a9d2c1e-0000-4000-8000-000000000000"


@pytest.fixture
async def carla(people: People, longhouse: Longhouse) -> Person:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben, "The kettle sings", MUSIC)
    await comment(carla, post, "My kettle too")
    await publish(carla, "A kettle in the sun", PHOTOS)
    await publish(ben, "Kettle for sale", GENERAL)
    await indexed(longhouse)
    return carla


async def test_a_search_keeps_to_sections_kinds_and_people(carla: Person) -> None:
    every = {"The kettle sings", "My kettle too", "A kettle in the sun", "Kettle for sale"}
    assert set(await found(carla, "kettle")) == every
    assert set(await found(carla, "kettle", section_id=MUSIC)) == {
        "The kettle sings",
        "My kettle too",
    }
    assert set(await found(carla, "kettle", scope="multi", section_ids=f"{PHOTOS}, {GENERAL}")) == {
        "A kettle in the sun",
        "Kettle for sale",
    }
    assert set(await found(carla, "kettle", section_id=MUSIC, scope="global")) == every
    assert await found(carla, "kettle", type="comment") == ["My kettle too"]
    assert len(await found(carla, "kettle", type="comment,post")) == 4
    assert await found(carla, "kettle", type="link_metadata") == []
    assert set(await found(carla, "kettle", author="@Ben")) == {
        "The kettle sings",
        "Kettle for sale",
    }
    mine = {"author": str(carla.id), "section_id": MUSIC, "type": "comment"}
    assert await found(carla, "k", **mine) == ["My kettle too"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("scope=section", "section_id"),
        ("scope=multi", "section_ids"),
        ("scope=multi&section_ids=,", "section_ids"),
        (f"scope=multi&section_ids={MUSIC},{NOBODYS}", "section_ids"),
        ("section_id=x", "section_id"),
        (f"section_id={NOBODYS}", "section_id"),
        ("type=story", "type"),
        ("author=@nobody", "author"),
        (f"author={NOBODYS}", "author"),
    ],
)
async def test_what_cannot_be_looked_in_is_said(carla: Person, query: str, field: str) -> None:
    answer = await carla.get(f"/search?q=kettle&{query}")
    assert answer.status_code == 422, answer.text
    assert set(answer.json()["details"]["fields"]) == {field}


async def test_whom_one_may_not_see_is_nobody_to_look_for(people: People, carla: Person) -> None:
    dora = await people.member("dora")
    await carla.post(f"/users/{dora.id}/block")
    for person, other in ((carla, "dora"), (dora, "carla")):
        answer = await person.get(f"/search?q=kettle&author=@{other}")
        assert set(answer.json()["details"]["fields"]) == {"author"}


async def test_pages_fit_together_while_new_things_arrive(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    written = [f"apple {'pie ' * (n % 5)}number {n}" for n in range(23)]
    for text in written:
        await publish(ben, text)
    await indexed(longhouse)
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        more = {"cursor": cursor} if cursor else {}
        page = await ask(ben, "apple", limit=5, **more)
        seen += [result["data"]["post"]["content"] for result in page["results"]]
        cursor = page["meta"]["cursor"]
        assert page["meta"]["has_more"] == (cursor is not None)
        await publish(ben, "apple apple apple apple")
        await indexed(longhouse)
    assert sorted(seen) == sorted(written)
    everything = await found(ben, "apple number", limit=100)
    assert seen == [text for text in everything if text in written]


async def test_a_place_that_was_tampered_with_is_refused(carla: Person) -> None:
    for cursor in ("x", "WzEsMl0", "WyJ4IiwtMSwwLDAsMF0"):
        answer = await carla.get(f"/search?q=kettle&cursor={cursor}")
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_CURSOR")


async def test_what_fits_better_and_is_newer_comes_first(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    long = "A lighthouse, and then much else: " + "of boats, nets and herring " * 20
    for text in ("A walk by the lighthouse", long, "A talk by the lighthouse"):
        await publish(ben, text)
        await indexed(longhouse)
    assert await found(ben, "lighthouse") == [
        "A talk by the lighthouse",
        "A walk by the lighthouse",
        long.strip(),
    ]


async def test_a_stranger_searches_nothing(people: People) -> None:
    assert (await people.stranger().get("/search?q=kettle")).status_code == 401


async def test_posts_come_as_their_readers_know_them(carla: Person) -> None:
    [result] = await search(carla, "sale")
    post = result["data"]["post"]
    assert post == (await carla.get(f"/posts/{post['id']}")).json()["post"]
