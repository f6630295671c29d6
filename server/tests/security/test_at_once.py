"""What is done fifty times at once is done once, and told once."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import httpx
import msgspec
import pytest

from longhouse.app import Longhouse
from profiles.steps import befriend
from security.belongings import answer, made, publish
from support.conversations import caught_up, check_counts
from support.people import People, Person

_TIMES = 50


class Happened(msgspec.Struct, frozen=True):
    name: str
    count: int


async def at_once(do: Callable[[], Awaitable[httpx.Response]]) -> Counter[int]:
    """How often each status was answered."""
    return Counter(one.status_code for one in await asyncio.gather(*(do() for _ in range(_TIMES))))


async def happened(longhouse: Longhouse, *names: str) -> dict[str, int]:
    await caught_up(longhouse)
    async with longhouse.db.read() as read:
        rows = await read.rows(
            Happened,
            """
            SELECT name, count(*) AS count FROM kernel.outbox
            WHERE name = ANY($1::text[]) GROUP BY name
            """,
            list(names),
        )
    return {row.name: row.count for row in rows}


async def two(people: People) -> tuple[Person, Person]:
    return await people.member("ben"), await people.member("carla")


async def stats(viewer: Person, person: Person) -> dict[str, int]:
    return (await viewer.get(f"/users/{person.id}")).json()["stats"]


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("follow", ["graph.MemberFollowed", "graph.MemberUnfollowed"]),
        ("mute", ["graph.MemberMuted", "graph.MemberUnmuted"]),
        ("block", ["graph.MemberBlocked", "graph.MemberUnblocked"]),
    ],
)
async def test_a_tie_is_tied_once_and_untied_once(
    longhouse: Longhouse, people: People, verb: str, told: list[str]
) -> None:
    ben, carla = await two(people)
    path = f"/users/{carla.id}/{verb}"
    assert await at_once(lambda: ben.post(path)) == {200: _TIMES}
    if verb == "follow":
        assert (await stats(carla, carla))["follower_count"] == 1
    assert await at_once(lambda: ben.delete(path)) == {200: _TIMES}
    assert (await stats(carla, carla))["follower_count"] == 0
    assert await happened(longhouse, *told) == dict.fromkeys(told, 1)


async def test_friendship_is_asked_for_once(longhouse: Longhouse, people: People) -> None:
    ben, carla = await two(people)
    path = f"/users/{carla.id}/friend-request"
    assert await at_once(lambda: ben.post(path, {})) == {201: 1, 409: _TIMES - 1}
    incoming = (await carla.get("/friend-requests?direction=incoming")).json()
    assert len(incoming["friend_requests"]) == incoming["meta"]["incoming_count"] == 1
    assert await happened(longhouse, "graph.FriendRequested") == {"graph.FriendRequested": 1}


async def friends_once(longhouse: Longhouse, one: Person, other: Person) -> None:
    assert (await stats(one, one))["friend_count"] == (await stats(other, other))["friend_count"]
    for person in (one, other):
        assert (await stats(person, person))["friend_count"] == 1
        assert len((await person.get("/users/me/friends")).json()["users"]) == 1
        assert (await stats(person, person))["follower_count"] == 1
    assert await happened(longhouse, "graph.FriendshipBegan", "graph.FriendRequestClosed") == {
        "graph.FriendshipBegan": 1,
        "graph.FriendRequestClosed": 1,
    }


async def test_a_request_is_accepted_once(longhouse: Longhouse, people: People) -> None:
    ben, carla = await two(people)
    request = made(await ben.post(f"/users/{carla.id}/friend-request", {}), "friend_request")
    path = f"/friend-requests/{request['id']}/respond"
    assert await at_once(lambda: carla.post(path, {"action": "accept"})) == {200: _TIMES}
    await friends_once(longhouse, ben, carla)


async def test_who_ask_each_other_at_once_are_friends_once(
    longhouse: Longhouse, people: People
) -> None:
    both = await two(people)
    sides = [(one, other) for one, other in (both, both[::-1]) for _ in range(_TIMES // 2)]
    answers = await asyncio.gather(
        *(one.post(f"/users/{other.id}/friend-request", {}) for one, other in sides)
    )
    assert Counter(one.status_code for one in answers) == {201: 2, 409: _TIMES - 2}
    await friends_once(longhouse, *both)


async def test_one_answer_counts_and_one_end(longhouse: Longhouse, people: People) -> None:
    """Accepting, declining and taking back race; then both friends part at the same time."""
    ben, carla = await two(people)
    request = made(await ben.post(f"/users/{carla.id}/friend-request", {}), "friend_request")
    path = f"/friend-requests/{request['id']}"
    answers = await asyncio.gather(
        *(carla.post(f"{path}/respond", {"action": "accept"}) for _ in range(20)),
        *(carla.post(f"{path}/respond", {"action": "decline"}) for _ in range(20)),
        *(ben.delete(path) for _ in range(10)),
    )
    ways = [{one.status_code for one in some} for some in _parted(answers, 20, 20, 10)]
    assert sorted(map(sorted, ways)) == [[200], [409], [409]]
    closed = "graph.FriendRequestClosed"
    assert await happened(longhouse, closed) == {closed: 1}
    fay = await people.member("fay")
    await befriend(ben, fay)
    before = await happened(longhouse, "graph.FriendshipEnded")
    parted = [ben.delete(f"/friends/{fay.id}") for _ in range(25)]
    parted += [fay.delete(f"/friends/{ben.id}") for _ in range(25)]
    assert {one.status_code for one in await asyncio.gather(*parted)} == {200}
    ended = await happened(longhouse, "graph.FriendshipEnded")
    assert sum(ended.values()) - sum(before.values()) == 1


def _parted(answers: Sequence[httpx.Response], *sizes: int) -> list[Sequence[httpx.Response]]:
    parts: list[Sequence[httpx.Response]] = []
    for size in sizes:
        parts.append(answers[:size])
        answers = answers[size:]
    return parts


@pytest.mark.parametrize("kind", ["posts", "comments"])
async def test_a_reaction_is_given_once_and_taken_back_once(
    longhouse: Longhouse, people: People, kind: str
) -> None:
    ben, carla = await two(people)
    post = await publish(ben)
    thing = post if kind == "posts" else await answer(ben, post)
    path = f"/{kind}/{thing['id']}/reactions"
    assert await at_once(lambda: carla.post(path, {"emoji": "👍"})) == {201: _TIMES}
    assert len((await ben.get(path)).json()["reactions"]) == 1
    await check_counts(longhouse)
    assert await at_once(lambda: carla.delete(f"{path}/👍")) == {200: _TIMES}
    assert (await ben.get(path)).json()["reactions"] == []
    await check_counts(longhouse)
    names = ["responses.ReactionAdded", "responses.ReactionRemoved"]
    assert await happened(longhouse, *names) == dict.fromkeys(names, 1)


async def test_a_post_is_saved_once_and_its_audience_is_the_last_that_was_chosen(
    longhouse: Longhouse, people: People
) -> None:
    ben, carla = await two(people)
    post = await publish(ben)
    path = f"/posts/{post['id']}"
    assert await at_once(lambda: carla.post(f"{path}/save")) == {200: _TIMES}
    await check_counts(longhouse)
    names = ["responses.PostSaved"]
    assert await happened(longhouse, *names) == {"responses.PostSaved": 1}
    wish = {"visibility": "private"}
    assert await at_once(lambda: ben.patch(path, wish)) == {200: _TIMES}
    assert await happened(longhouse, "posts.PostEdited") == {"posts.PostEdited": 1}
    assert (await carla.get(path)).status_code == 404
