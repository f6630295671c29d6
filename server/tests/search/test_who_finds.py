"""Nobody finds what they may not see: by cases with names, and against an oracle by chance."""

import random
from itertools import product

import pytest

from longhouse.app import Longhouse
from posts.steps import publish
from search.steps import ask, found, indexed, text_of
from support.conversations import Thing, comment
from support.people import People, Person


async def test_the_blocked_find_nothing_of_each_other(people: People, longhouse: Longhouse) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    post = await publish(ben, "apple of ben")
    await comment(carla, post, "apple of carla")
    await indexed(longhouse)
    await ben.post(f"/users/{carla.id}/block")
    assert await found(ben, "apple") == ["apple of ben"]
    assert await found(carla, "apple") == []
    assert len(await found(dora, "apple")) == 2
    await ben.delete(f"/users/{carla.id}/block")
    assert len(await found(carla, "apple")) == 2


async def test_the_words_of_the_muted_are_left_out(people: People, longhouse: Longhouse) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    post = await publish(ben, "apple of ben")
    await comment(dora, post, "apple of dora")
    await indexed(longhouse)
    await carla.post(f"/users/{dora.id}/mute")
    assert await found(carla, "apple") == ["apple of ben"]
    assert len(await found(dora, "apple")) == 2
    await carla.post(f"/users/{ben.id}/mute")
    assert await found(carla, "apple") == []


async def test_what_is_for_followers_is_found_by_them(people: People, longhouse: Longhouse) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await carla.post(f"/users/{ben.id}/follow")
    post = await publish(ben, "apple for friends", visibility="followers")
    await comment(carla, post, "apple said by carla")
    await indexed(longhouse)
    assert len(await found(ben, "apple")) == len(await found(carla, "apple")) == 2
    assert await found(dora, "apple") == []
    await carla.delete(f"/users/{ben.id}/follow")
    assert await found(carla, "apple") == []


async def test_what_is_deleted_is_not_found_even_before_the_index_knows(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben, "apple of ben")
    answer = await comment(carla, post, "apple of carla")
    await indexed(longhouse)
    await carla.delete(f"/comments/{answer['id']}")
    assert await found(ben, "apple") == ["apple of ben"]
    await carla.post(f"/comments/{answer['id']}/restore")
    await ben.delete(f"/posts/{post['id']}")
    for person in (ben, carla):
        assert await found(person, "apple") == []
    await indexed(longhouse)
    await ben.post(f"/posts/{post['id']}/restore")
    await indexed(longhouse)
    assert len(await found(carla, "apple")) == 2


async def test_nobody_finds_who_has_left(people: People, longhouse: Longhouse) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    carla = await people.member("carla")
    await comment(carla, await publish(ben, "apple of ben"), "apple of carla")
    await indexed(longhouse)
    await ada.confirm()
    assert (await ada.delete(f"/admin/users/{carla.id}")).status_code == 200
    assert await found(ben, "apple") == ["apple of ben"]
    assert (await ada.post(f"/admin/users/{carla.id}/restore")).status_code == 200
    assert len(await found(ben, "apple")) == 2


async def test_what_is_hidden_takes_no_place_on_a_page(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    post = await publish(ben, "apple for all")
    await indexed(longhouse)
    gone = await comment(dora, post, "apple taken back")
    await publish(dora, "apple for friends", visibility="followers")
    await publish(ben, "apple for followers of ben", visibility="followers")
    await indexed(longhouse)
    await dora.delete(f"/comments/{gone['id']}")
    page = await ask(carla, "apple", limit=1)
    assert [text_of(result) for result in page["results"]] == ["apple for all"]
    assert page["meta"] == {"cursor": None, "has_more": False}


class World:
    """What happened, and from it alone, who may find what."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        self.ties: dict[str, set[tuple[str, str]]] = {
            "block": set(),
            "mute": set(),
            "follow": set(),
        }
        self.posts: list[tuple[Person, Thing, bool]] = []
        self.comments: list[tuple[Person, Thing, Thing]] = []
        self.gone: set[str] = set()

    def sees(self, viewer: Person, author: Person) -> bool:
        one, other = viewer.name, author.name
        return not {(one, other), (other, one)} & self.ties["block"]

    def wants(self, viewer: Person, author: Person) -> bool:
        return self.sees(viewer, author) and (viewer.name, author.name) not in self.ties["mute"]

    def finds_post(self, viewer: Person, author: Person, post: Thing, public: bool) -> bool:
        follows = (viewer.name, author.name) in self.ties["follow"]
        open_to = public or viewer is author or follows
        return post["id"] not in self.gone and self.wants(viewer, author) and open_to

    def expected(self, viewer: Person) -> set[str]:
        there = {
            post["id"]
            for author, post, public in self.posts
            if self.finds_post(viewer, author, post, public)
        }
        texts = {post["content"] for _, post, _ in self.posts if post["id"] in there}
        return texts | {
            one["content"]
            for author, one, post in self.comments
            if post["id"] in there and one["id"] not in self.gone and self.wants(viewer, author)
        }


@pytest.mark.parametrize("seed", range(3))
async def test_everybody_finds_what_the_oracle_says(
    people: People, longhouse: Longhouse, seed: int
) -> None:
    chance = random.Random(seed)
    world = World([await people.member(name) for name in ("ben", "carla", "dora", "emil")])
    for number in range(8):
        author, public = chance.choice(world.people), chance.random() < 0.6
        visibility = "public" if public else "followers"
        post = await publish(author, f"apple post {number}", visibility=visibility)
        world.posts.append((author, post, public))
        for other in chance.sample(world.people, 2):
            answer = await other.post(
                "/comments",
                {"post_id": post["id"], "content": f"apple comment {number} by {other.name}"},
            )
            if answer.status_code == 201:
                world.comments.append((other, answer.json()["comment"], post))
    await indexed(longhouse)
    for one, other in product(world.people, repeat=2):
        kind = chance.choice(["block", "mute", "follow", "follow", "none"])
        if one is other or kind == "none":
            continue
        if (await one.post(f"/users/{other.id}/{kind}")).status_code == 200:
            world.ties[kind].add((one.name, other.name))
            if kind == "block":
                world.ties["follow"] -= {(one.name, other.name), (other.name, one.name)}
    for author, thing, _ in [*world.posts, *world.comments]:
        if chance.random() < 0.2:
            kind = "comments" if "post_id" in thing else "posts"
            assert (await author.delete(f"/{kind}/{thing['id']}")).status_code == 200
            world.gone.add(thing["id"])
    for viewer in world.people:
        assert set(await found(viewer, "apple", limit=100)) == world.expected(viewer), viewer.name
