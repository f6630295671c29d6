"""After any history, the list and the count are what the rules say of what is there."""

import random
from typing import Any

import pytest

from notifications.steps import comment, listed, rows, settled, unread, who
from posts.steps import publish
from support.conversations import react, unreact
from support.people import People, Person

_STEPS = 40


class History:
    """Does at random what members do, and remembers of it what Ada should be told."""

    def __init__(
        self,
        seed: int,
        ada: Person,
        others: list[Person],
        posts: list[dict[str, Any]],
        database_url: str,
    ) -> None:
        self.database_url = database_url
        self.random = random.Random(seed)
        self.ada = ada
        self.others = others
        self.posts = posts
        self.comments: list[tuple[Person, dict[str, Any]]] = []
        self.reacted: set[tuple[str, str]] = set()
        self.following: set[str] = set()
        self.muted: set[str] = set()

    async def step(self) -> None:
        act = self.random.choice(
            [self.say, self.say, self.unsay, self.react, self.react, self.follow, self.mute]
        )
        await act(self.random.choice(self.others))

    async def say(self, person: Person) -> None:
        if person.name in self.muted:
            return
        self.comments.append((person, await comment(person, self.random.choice(self.posts))))

    async def unsay(self, _person: Person) -> None:
        if self.comments:
            author, said = self.comments.pop(self.random.randrange(len(self.comments)))
            assert (await author.delete(f"/comments/{said['id']}")).status_code == 200

    async def react(self, person: Person) -> None:
        if person.name in self.muted:
            return
        post = self.random.choice(self.posts)
        pair = (person.name, post["id"])
        if pair in self.reacted:
            assert await unreact(person, post) == 200
        else:
            assert await react(person, post) == 201
        self.reacted ^= {pair}

    async def follow(self, person: Person) -> None:
        if person.name in self.muted:
            return
        path = f"/users/{self.ada.id}/follow"
        undo = person.name in self.following
        answer = await (person.delete(path) if undo else person.post(path))
        assert answer.status_code == 200
        self.following ^= {person.name}

    async def mute(self, person: Person) -> None:
        """For a while: what was told before is only hidden by it."""
        await settled(self.database_url)
        path = f"/users/{person.id}/mute"
        undo = person.name in self.muted
        await (self.ada.delete(path) if undo else self.ada.post(path))
        self.muted ^= {person.name}

    def expected(self) -> set[tuple[str, str | None, frozenset[str]]]:
        told: dict[tuple[str, str | None], set[str]] = {}
        for person, said in self.comments:
            told.setdefault(("new_comment", said["post_id"]), set()).add(person.name)
        for name, post_id in self.reacted:
            told.setdefault(("reaction", post_id), set()).add(name)
        for name in self.following:
            told.setdefault(("follow", None), set()).add(name)
        seen = {key: names - self.muted for key, names in told.items()}
        return {(kind, target, frozenset(names)) for (kind, target), names in seen.items() if names}


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_is_told_is_what_is_so(people: People, database_url: str, seed: int) -> None:
    ada = await people.member("ada")
    others = [await people.member(name) for name in ("ben", "carla", "dora")]
    posts = [await publish(ada, f"Number {number}") for number in range(2)]
    history = History(seed, ada, others, posts, database_url)
    for _ in range(_STEPS):
        await history.step()
    await settled(database_url)
    found = await rows(ada)
    told = {(one["type"], one["related_post_id"], frozenset(who(one))) for one in found}
    assert told == history.expected()
    assert len(found) == len(told)
    assert await unread(ada) == len(await listed(ada)) == len(found)
    await ada.post("/notifications/read-all", {})
    assert await unread(ada) == 0


async def test_what_is_done_undone_and_done_again_at_once_is_told_once(
    people: People, database_url: str
) -> None:
    """The jobs of all three run in whatever order."""
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    for _ in range(5):
        for act in (react, unreact, react):
            await act(ben, post)
        await ben.post(f"/users/{ada.id}/follow")
        await ben.delete(f"/users/{ada.id}/follow")
        await ben.post(f"/users/{ada.id}/follow")
        await settled(database_url)
        assert sorted(one["type"] for one in await rows(ada)) == ["follow", "reaction"]
        assert await unreact(ben, post) == 200
        await ben.delete(f"/users/{ada.id}/follow")
        await settled(database_url)
        assert await rows(ada) == []
