"""Canvases that members make, and who is where."""

from typing import Any

import pytest

from canvas.steps import HOUSE, enter, make_canvas, names_of, open_window
from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.features.canvas.push import LIST_TOPIC
from media.files import photo
from media.steps import get_file, uploaded
from profiles.steps import say
from support.people import People, Person
from support.waiting import until


async def listed(person: Person) -> dict[str, Any]:
    canvases = (await person.get("/canvases")).json()["canvases"]
    return {canvas["id"]: canvas for canvas in canvases}


async def test_the_canvas_of_the_house_is_always_there(people: People) -> None:
    ben = await people.member("ben")
    answer = (await ben.get("/canvases")).json()
    assert answer["canvases"] == [(await ben.get("/canvases/default")).json()["canvas"]]
    assert answer["canvases"][0] == {
        "id": "default",
        "name": None,
        "owner": None,
        "people": [],
        "people_count": 0,
        "created_at": None,
    }
    assert (await ben.delete("/canvases/default")).status_code in (404, 405)


async def test_how_large_a_message_may_be_is_told(people: People) -> None:
    ben = await people.member("ben")
    attic = await make_canvas(ben, "Attic")
    for canvas in ("default", attic):
        assert (await ben.get(f"/canvases/{canvas}")).json()["message_bytes"] == 4096


async def test_members_make_their_own_and_everybody_finds_them(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    garden = await make_canvas(ben, "  The   garden ")
    await make_canvas(carla, "Attic")
    assert await names_of(carla) == [None, "Attic", "The garden"]
    found = (await carla.get(f"/canvases/{garden}")).json()["canvas"]
    assert (found["name"], found["owner"]["username"]) == ("The garden", "ben")


async def test_the_list_comes_in_pages(people: People) -> None:
    ben = await people.member("ben")
    for number in range(3):
        await make_canvas(ben, f"Canvas {number}")
    first = (await ben.get("/canvases?limit=2")).json()
    assert [one["name"] for one in first["canvases"]] == [None, "Canvas 2", "Canvas 1"]
    rest = (await ben.get(f"/canvases?limit=2&cursor={first['meta']['cursor']}")).json()
    assert [one["name"] for one in rest["canvases"]] == ["Canvas 0"]


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u3164", "x" * 61, "left\u202eright"])
async def test_a_name_that_cannot_be_is_refused(people: People, name: str) -> None:
    ben = await people.member("ben")
    answer = await ben.post("/canvases", {"name": name})
    assert answer.status_code == 422
    assert set(answer.json()["details"]["fields"]) == {"name"}


async def test_only_the_owner_renames_and_only_owner_and_admin_delete(people: People) -> None:
    ada, ben, carla = [await people.admin(), *[await people.member(n) for n in ("ben", "carla")]]
    garden, attic = await make_canvas(ben, "Garden"), await make_canvas(ben, "Attic")
    for other in (ada, carla):
        answer = await other.patch(f"/canvases/{garden}", {"name": "Mine"})
        assert answer.status_code == 403
    assert (await carla.delete(f"/canvases/{garden}")).status_code == 403
    renamed = await ben.patch(f"/canvases/{garden}", {"name": "Orchard"})
    assert renamed.json()["canvas"]["name"] == "Orchard"
    for person, canvas_id in ((ben, garden), (ada, attic)):
        answer = await person.delete(f"/canvases/{canvas_id}")
        assert (answer.status_code, answer.json()) == (200, {})
    assert await names_of(carla) == [None]


async def test_somebody_has_twenty_at_most(people: People) -> None:
    ben = await people.member("ben")
    for number in range(20):
        await make_canvas(ben, f"Canvas {number}")
    refused = await ben.post("/canvases", {"name": "One more"})
    assert (refused.status_code, refused.json()["code"]) == (409, "TOO_MANY_CANVASES")


async def test_the_list_tells_who_is_where_as_far_as_one_may_see(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    garden = await make_canvas(ben, "Garden")
    await enter(longhouse, ben, f"canvas:{garden}")
    await enter(longhouse, carla)
    window = await enter(longhouse, dora)
    found = await listed(ben)
    assert {one["username"] for one in found["default"]["people"]} == {"carla", "dora"}
    assert [one["username"] for one in found[garden]["people"]] == ["ben"]
    await carla.post(f"/users/{dora.id}/block")
    assert (await listed(dora))["default"]["people_count"] == 1
    window.leave()

    async def only_carla() -> bool:
        return (await listed(ben))["default"]["people_count"] == 1

    await until(only_carla)


async def test_a_canvas_behind_a_barrier_is_not_there(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    garden = await make_canvas(ben, "Garden")
    at_carla = await enter(longhouse, carla, f"canvas:{garden}")
    await ben.post(f"/users/{carla.id}/block")
    assert (await carla.get(f"/canvases/{garden}")).status_code == 404
    assert await names_of(carla) == [None]
    assert await at_carla.wait_for("unsubscribed") == {"code": "WITHDRAWN"}
    window = await open_window(longhouse, carla)
    reply = await window.ask("subscribe", {"topics": {f"canvas:{garden}": None}})
    assert reply["data"]["code"] == "NOT_FOUND"


async def test_who_stands_on_a_deleted_canvas_is_told(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    garden = await make_canvas(ben, "Garden")
    at_carla = await enter(longhouse, carla, f"canvas:{garden}")
    await ben.delete(f"/canvases/{garden}")
    assert await at_carla.wait_for("unsubscribed") == {"code": "WITHDRAWN"}


async def test_the_list_changes_live(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ear.listen(LIST_TOPIC)
    garden = await make_canvas(ben, "Garden")
    told = await ear.wait_for(LIST_TOPIC, "canvas_created")
    assert (told["canvas"]["id"], told["canvas"]["name"]) == (garden, "Garden")
    await ben.patch(f"/canvases/{garden}", {"name": "Orchard"})
    told = await ear.wait_for(LIST_TOPIC, "canvas_updated")
    assert told["canvas"]["name"] == "Orchard"
    await ben.delete(f"/canvases/{garden}")
    assert await ear.wait_for(LIST_TOPIC, "canvas_deleted") == {"canvas_id": garden}
    await ben.post(f"/users/{carla.id}/block")
    await make_canvas(ben, "Hidden from Carla")
    assert await ear.wait_for(LIST_TOPIC, "canvases_changed") == {}


@pytest.mark.parametrize("topic", ["canvas:nowhere", "canvases:mine", HOUSE + "x"])
async def test_there_is_nothing_to_listen_to_elsewhere(
    people: People, longhouse: Longhouse, topic: str
) -> None:
    window = await open_window(longhouse, await people.member("ben"))
    reply = await window.ask("subscribe", {"topics": {topic: None}})
    assert reply["data"]["code"] == "NOT_FOUND"


async def test_who_is_where_is_told_to_those_who_look_at_the_list(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    attic = await make_canvas(ben, "Attic")
    looking = await open_window(longhouse, carla)
    await looking.ask("subscribe", {"topics": {"canvases:all": None}})
    at_ben = await enter(longhouse, ben, f"canvas:{attic}")
    told = await looking.wait_for("canvas_people")
    assert told["canvas_id"] == attic
    assert told["people_count"] == 1
    assert told["people"] == (await listed(carla))[attic]["people"]
    at_ben.leave()
    told = await looking.wait_for("canvas_people", 2)
    assert told == {"canvas_id": attic, "people": [], "people_count": 0}


async def test_a_block_ends_what_is_told_of_each_other_on_the_list(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    attic = await make_canvas(ben, "Attic")
    looking = await open_window(longhouse, carla)
    await looking.ask("subscribe", {"topics": {"canvases:all": None}})
    assert (await ben.post(f"/users/{carla.id}/block")).status_code == 200
    # What was shown may hold what must not be shown any more: the list is read again.
    assert (await looking.wait_for("resynced"))["recovered"] is False
    await enter(longhouse, ben)
    await enter(longhouse, dora, f"canvas:{attic}")
    await enter(longhouse, dora)
    told = await looking.wait_for("canvas_people")
    assert told["canvas_id"] == "default"
    assert [one["username"] for one in told["people"]] == ["dora"]
    assert told["people_count"] == 1
    assert len(looking.of_type("canvas_people")) == 1


async def test_people_on_a_canvas_have_faces(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    portrait = await uploaded(ben, photo(width=512, height=512), purpose="avatar")
    await say(ben, avatar_media_id=portrait["id"])
    await make_canvas(ben, "Attic")
    at_carla = await enter(longhouse, carla)
    await enter(longhouse, ben)
    joined = (await at_carla.wait_for("user_joined"))["user"]
    assert (await get_file(carla, joined["avatar"])).status_code == 200
    house, attic = (await carla.get("/canvases")).json()["canvases"]
    assert [one["avatar"] is not None for one in house["people"]].count(True) == 1
    assert attic["owner"]["avatar"] == joined["avatar"]
