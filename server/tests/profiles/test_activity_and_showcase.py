"""What somebody did lately and what they show, to whom they show it and as far as each may see."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from graph.histories import as_principal
from graph.steps import act
from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.features.profiles.api import Card, Presences, ShowcaseCollection
from longhouse.features.profiles.module import module
from longhouse.features.profiles.service.changing import Changing
from longhouse.features.profiles.service.showing import Favourite, Showing
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from posts.steps import publish
from profiles.steps import befriend, say, show
from support.conversations import comment
from support.people import People, Person
from support.waiting import until

SHELF = "/users/me/showcase/favorite_posts"


async def done(viewer: Person, person: Person) -> list[str]:
    answer = await viewer.get(f"/users/{person.id}/activity")
    assert answer.status_code == 200, answer.text
    return [one["kind"] for one in answer.json()["activity"]]


async def items(viewer: Person, person: Person) -> list[dict[str, Any]]:
    shelves = (await viewer.get(f"/users/{person.id}/showcase")).json()["collections"]
    return [item for shelf in shelves for item in shelf["items"]]


async def test_what_somebody_did_is_read_by_whom_they_let(people: People) -> None:
    ben, frida, stella = [await people.member(name) for name in ("ben", "frida", "stella")]
    await befriend(frida, ben)
    post = await publish(ben)
    await comment(ben, await publish(stella))

    async def noted() -> bool:
        return set(await done(ben, ben)) == {"posted", "commented", "befriended"}

    await until(noted)
    assert set(await done(frida, ben)) == {"posted", "commented", "befriended"}
    assert await done(stella, ben) == []
    await show(ben, activity="public")
    assert set(await done(stella, ben)) == {"posted", "commented"}
    await show(ben, connections="public")
    assert set(await done(stella, ben)) == {"posted", "commented", "befriended"}
    assert "visibility_changed" in await done(ben, ben)
    assert "visibility_changed" not in await done(frida, ben)
    await ben.delete(f"/posts/{post['id']}")
    assert set(await done(stella, ben)) == {"commented", "befriended"}
    await act(stella, "block", frida)
    assert set(await done(stella, ben)) == {"commented"}
    await show(ben, activity="private")
    assert await done(frida, ben) == []


async def test_what_one_may_not_see_takes_no_place_on_a_page(people: People) -> None:
    ben, stella = await people.member("ben"), await people.member("stella")
    await show(ben, activity="public")
    for n in range(6):
        await publish(ben, f"Number {n}", visibility="followers" if n % 2 else "public")

    async def noted() -> bool:
        return (await done(ben, ben)).count("posted") == 6

    await until(noted)
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await stella.get(f"/users/{ben.id}/activity?limit=2{cursor}")).json()
        seen += [one["excerpt"] for one in page["activity"]]
        if not page["meta"]["has_more"]:
            break
        assert len(page["activity"]) == 2
        cursor = f"&cursor={page['meta']['cursor']}"
    assert sorted(seen) == ["Number 0", "Number 2", "Number 4"]


async def test_every_change_of_visibility_is_written_down_for_its_owner(people: People) -> None:
    ben = await people.member("ben")
    await show(ben, bio="public")
    await show(ben, bio="public")
    await say(ben, hide_profile=True)
    written = (await ben.get("/users/me/activity")).json()["activity"]
    changes = [one["changes"] for one in written if one["kind"] == "visibility_changed"]
    assert len(changes) == 2
    assert {"bio": {"from": "connections", "to": "public"}} in changes
    assert any(one.get("bio") == {"from": "public", "to": "private"} for one in changes)


async def test_a_showcase_keeps_its_order_and_its_words(people: People) -> None:
    ben, stella = await people.member("ben"), await people.member("stella")
    posts = [await publish(ben, f"Number {n}") for n in range(2)]
    theirs = await publish(stella, "From Stella")
    wish = [
        {"entity_id": theirs["id"], "note": " The best  of all. "},
        {"entity_id": posts[1]["id"]},
        {"entity_id": posts[0]["id"], "note": "x" * 80},
    ]
    assert (await ben.put(SHELF, {"items": wish})).status_code == 200
    await show(ben, showcase="public")
    shown = await items(stella, ben)
    assert [one["title"] for one in shown] == ["From Stella", "Number 1", "Number 0"]
    assert (shown[0]["note"], shown[0]["url"]) == ("The best of all.", f"/posts/{theirs['id']}")
    await ben.put(SHELF, {"items": list(reversed(wish))})
    assert [one["title"] for one in await items(stella, ben)] == [
        "Number 0", "Number 1", "From Stella",
    ]  # fmt: skip
    await ben.put(SHELF, {"items": []})
    assert (await stella.get(f"/users/{ben.id}/showcase")).json() == {"collections": []}
    assert len((await ben.get("/users/me/showcase")).json()["collections"]) == 1


async def test_nobody_shows_what_they_may_not_see_or_too_much(people: People) -> None:
    ben, stella = await people.member("ben"), await people.member("stella")
    own = (await publish(ben))["id"]
    secret = (await publish(stella, visibility="followers"))["id"]
    wishes = (
        [{"entity_id": secret}],
        [{"entity_id": str(uuid4())}],
        [{"entity_id": own}, {"entity_id": own}],
        [{"entity_id": (await publish(ben))["id"]} for _ in range(4)],
        [{"entity_id": own, "note": "x" * 81}],
        [{"entity_id": own, "note": "a\u202eb"}],
    )
    for wish in wishes:
        assert (await ben.put(SHELF, {"items": wish})).status_code == 422, wish
    assert await items(ben, ben) == []
    answer = await ben.put("/users/me/showcase/nonsense", {"items": []})
    assert answer.status_code == 404


async def test_a_showcase_shows_to_each_what_they_may_see(people: People) -> None:
    ben, frida, stella = [await people.member(name) for name in ("ben", "frida", "stella")]
    await befriend(frida, ben)
    for_followers = (await publish(ben, "For followers", visibility="followers"))["id"]
    await ben.put(SHELF, {"items": [{"entity_id": for_followers}]})
    assert await items(stella, ben) == []
    await show(ben, showcase="public")
    assert await items(stella, ben) == []
    assert len(await items(frida, ben)) == 1
    await ben.delete(f"/posts/{for_followers}")
    assert await items(frida, ben) == []


async def test_a_collection_is_shown_to_whom_its_owner_chose(people: People) -> None:
    ben, frida, stella = [await people.member(name) for name in ("ben", "frida", "stella")]
    await befriend(frida, ben)
    await ben.put(SHELF, {"items": [{"entity_id": (await publish(ben))["id"]}]})
    for level, seen_by in (("public", (1, 1)), ("connections", (1, 0)), ("private", (0, 0))):
        said = await say(ben, showcase_visibility={"favorite_posts": level})
        assert said["showcase_visibility"] == {"favorite_posts": level}
        assert (len(await items(frida, ben)), len(await items(stella, ben))) == seen_by, level
        for view, there in zip(("connection", "stranger"), seen_by, strict=True):
            page = (await ben.get(f"/users/me?as={view}")).json()
            assert ("showcase" in page["user"]["hidden"]) == (not there), (level, view)
    assert len(await items(ben, ben)) == 1
    await say(ben, showcase_visibility={"favorite_posts": "public"}, hide_profile=True)
    assert (await items(frida, ben), await items(stella, ben)) == ([], [])
    page = (await ben.get("/users/me")).json()
    assert page["showcase_visibility"] == {"favorite_posts": "public"}
    await say(ben, hide_profile=False)
    assert len(await items(stella, ben)) == 1


async def test_what_was_chosen_for_the_whole_showcase_holds_until_a_collection_is_chosen(
    people: People,
) -> None:
    ben, stella = await people.member("ben"), await people.member("stella")
    await ben.put(SHELF, {"items": [{"entity_id": (await publish(ben))["id"]}]})
    assert (await show(ben, showcase="public"))["showcase_visibility"] == {
        "favorite_posts": "public"
    }
    assert len(await items(stella, ben)) == 1
    await say(ben, showcase_visibility={"favorite_posts": "private"})
    said = await show(ben, showcase="public")
    assert said["showcase_visibility"] == {"favorite_posts": "private"}
    assert await items(stella, ben) == []
    written = (await ben.get("/users/me/activity")).json()["activity"]
    changes = [one["changes"] for one in written if one["kind"] == "visibility_changed"]
    assert {"showcase.favorite_posts": {"from": "public", "to": "private"}} in changes


async def test_no_collection_but_those_of_the_house_has_a_level(people: People) -> None:
    ben = await people.member("ben")
    for wish in ({"nonsense": "public"}, {"favorite_posts": "everybody"}, {"favorite_posts": None}):
        answer = await ben.patch("/users/me", {"showcase_visibility": wish})
        assert answer.status_code == 422, wish
    assert (await ben.get("/users/me")).json()["showcase_visibility"] == {
        "favorite_posts": "connections"
    }


class Kettles:
    """A collection that another feature could bring; members show kettles by their ids."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.title = key.title()

    async def show_many(
        self, _read: Read, _viewer: UserId, ids: Sequence[UUID]
    ) -> Mapping[UUID, Card]:
        return {id_: Card(entity_id=id_, title=self.key, url="/") for id_ in ids}

    async def may_show(self, _read: Read, _owner: UserId, _entity_id: UUID) -> bool:
        return True

    async def search(self, _read: Read, _owner: UserId, _q: str) -> Sequence[Card]:
        return []


async def test_collections_that_others_bring_each_have_their_own_level(
    people: People, longhouse: Longhouse
) -> None:
    ben, frida, stella = [await people.member(name) for name in ("ben", "frida", "stella")]
    await befriend(frida, ben)
    kinds = [cast("ShowcaseCollection", Kettles(key)) for key in ("copper", "steel")]
    showing = module(longhouse.house, collections=kinds)
    changing = cast("Changing", showing.dependencies["changing"])
    shelves = cast("Showing", showing.dependencies["showing"])
    me = as_principal(UserId(UUID(str(ben.id))))
    async with longhouse.db.transaction() as tx:
        for key in ("copper", "steel"):
            await shelves.set_items(tx, me, key, [Favourite(uuid4())])
        await changing.change(tx, me, {"showcase_visibility": {"copper": "public"}})
        await changing.change(tx, me, {"showcase_visibility": {"steel": "private"}})

    async def seen_by(person: Person) -> list[str]:
        viewer = as_principal(UserId(UUID(str(person.id))))
        async with longhouse.db.read() as read:
            return [shelf.key for shelf in await shelves.list_of(read, viewer, str(ben.id))]

    assert (await seen_by(stella), await seen_by(frida)) == (["copper"], ["copper"])
    async with longhouse.db.transaction() as tx:
        await changing.change(tx, me, {"showcase_visibility": {"steel": "connections"}})
    assert (await seen_by(stella), await seen_by(frida)) == (["copper"], ["copper", "steel"])
    async with longhouse.db.transaction() as tx:
        await changing.change(tx, me, {"hide_profile": True})
    assert (await seen_by(stella), await seen_by(ben)) == ([], ["copper", "steel"])


async def test_what_could_be_shown_is_found_by_its_words_or_its_address(people: People) -> None:
    ben, stella = await people.member("ben"), await people.member("stella")
    await publish(ben, "About kettles")
    theirs = await publish(stella, "From Stella")
    secret = await publish(stella, "Secret", visibility="followers")

    async def candidates(q: str) -> list[str]:
        answer = await ben.get(f"{SHELF}/candidates?q={q}")
        return [one["title"] for one in answer.json()["candidates"]]

    assert await candidates("KETTLES") == ["About kettles"]
    assert await candidates("stella") == []
    assert await candidates(f"https://house.example/posts/{theirs['id']}") == ["From Stella"]
    assert await candidates(secret["id"]) == []


async def test_friends_hear_of_a_change_and_of_who_is_here_and_others_do_not(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, frida, stella = [await people.member(name) for name in ("ben", "frida", "stella")]
    await befriend(frida, ben)
    for person in (frida, stella):
        await ear.listen(f"user:{person.id}")
    await say(ben, bio="Only for friends.", gender="Man")
    told = await ear.wait_for(f"user:{frida.id}", "profile_updated")
    assert (told["user"]["id"], told["user"]["bio"], told["user"]["gender"]) == (
        str(ben.id), None, None,
    )  # fmt: skip
    module = next(one for one in longhouse.modules if one.name == "profiles")
    presences = module.dependencies["presences"]
    assert isinstance(presences, Presences)
    await presences.tell(ben.id, online=True)
    here = await ear.wait_for(f"user:{frida.id}", "presence_changed")
    assert (here["user_id"], here["online"]) == (str(ben.id), True)
    listed = (await frida.get(f"/users/presence?ids={ben.id},{stella.id}")).json()["presence"]
    assert [one["user_id"] for one in listed] == [str(ben.id)]
    await show(ben, last_active="private")
    ear.heard.clear()
    await presences.tell(ben.id, online=False)
    assert (await frida.get(f"/users/presence?ids={ben.id}")).json()["presence"] == []
    assert not [kind for _, kind, _ in ear.heard if kind == "presence_changed"]
    assert not [topic for topic, *_ in ear.heard if topic == f"user:{stella.id}"]
    assert (await frida.get("/users/presence?ids=nonsense")).status_code == 422
