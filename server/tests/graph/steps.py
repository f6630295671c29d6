"""What tests of the graph do and look at again and again."""

from typing import Any

import msgspec

from longhouse.app import Longhouse
from support.people import Person

NOTHING = {
    "friend": False,
    "request_id": None,
    "request_direction": None,
    "self": False,
    "following": False,
    "followed_by": False,
    "blocking": False,
    "muting": False,
}


class Counted(msgspec.Struct, frozen=True):
    user_id: object
    follower_count: int
    following_count: int
    friend_count: int


Counts = tuple[int, int, int]


async def act(person: Person, verb: str, other: Person | str) -> dict[str, Any]:
    """`verb` is `follow`, `block` or `mute`, with `un` before it to take it back."""
    reference = other if isinstance(other, str) else other.id
    method = "DELETE" if verb.startswith("un") else "POST"
    answer = await person.fetch(method, f"/users/{reference}/{verb.removeprefix('un')}")
    assert answer.status_code == 200, answer.text
    return answer.json()["relationship"]


async def names(person: Person, path: str) -> list[str]:
    answer = await person.get(path)
    assert answer.status_code == 200, answer.text
    return [user["username"] for user in answer.json()["users"]]


async def kept_counts(longhouse: Longhouse) -> dict[object, Counts]:
    async with longhouse.db.read() as read:
        rows = await read.rows(
            Counted,
            "SELECT user_id, follower_count, following_count, friend_count FROM graph.standing",
        )
    return {
        row.user_id: (row.follower_count, row.following_count, row.friend_count) for row in rows
    }


async def true_counts(longhouse: Longhouse) -> dict[object, Counts]:
    async with longhouse.db.read() as read:
        rows = await read.rows(
            Counted,
            """
            SELECT s.user_id,
                (SELECT count(*) FROM graph.follow f JOIN identity.account a ON a.id = f.follower_id
                 WHERE f.followee_id = s.user_id AND a.deleted_at IS NULL) AS follower_count,
                (SELECT count(*) FROM graph.follow f JOIN identity.account a ON a.id = f.followee_id
                 WHERE f.follower_id = s.user_id AND a.deleted_at IS NULL) AS following_count,
                (SELECT count(*) FROM graph.friendship f JOIN identity.account a ON a.id = f.friend_id
                 WHERE f.user_id = s.user_id AND a.deleted_at IS NULL) AS friend_count
            FROM graph.standing s
            """,
        )
    return {
        row.user_id: (row.follower_count, row.following_count, row.friend_count) for row in rows
    }


async def ask(
    person: Person, other: Person, message: str | None = None, *, status: int = 201
) -> dict[str, Any]:
    """The request for friendship, or the refusal when another status is expected."""
    body = {} if message is None else {"message": message}
    answer = await person.post(f"/users/{other.id}/friend-request", body)
    assert answer.status_code == status, answer.text
    return answer.json()["friend_request"] if status == 201 else answer.json()


async def respond(
    person: Person, request: dict[str, Any], action: str, *, status: int = 200
) -> dict[str, Any]:
    answer = await person.post(f"/friend-requests/{request['id']}/respond", {"action": action})
    assert answer.status_code == status, answer.text
    return answer.json()["friend_request"] if status == 200 else answer.json()


async def befriend(one: Person, other: Person) -> None:
    await respond(other, await ask(one, other), "accept")


async def requests_of(person: Person, direction: str = "incoming") -> list[str]:
    """The names of whom the waiting requests are from, or to."""
    answer = await person.get(f"/friend-requests?direction={direction}")
    assert answer.status_code == 200, answer.text
    other = "requester" if direction == "incoming" else "recipient"
    return [one[other]["username"] for one in answer.json()["friend_requests"]]


async def stands(person: Person, other: Person) -> dict[str, Any]:
    answer = await person.get(f"/users/{other.id}")
    assert answer.status_code == 200, answer.text
    return answer.json()["relationship"]
