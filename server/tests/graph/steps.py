"""What tests of the graph do and look at again and again."""

from typing import Any

import msgspec

from longhouse.app import Longhouse
from support.people import Person

NOTHING = {
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


async def kept_counts(longhouse: Longhouse) -> dict[object, tuple[int, int]]:
    async with longhouse.db.read() as read:
        rows = await read.rows(
            Counted, "SELECT user_id, follower_count, following_count FROM graph.standing"
        )
    return {row.user_id: (row.follower_count, row.following_count) for row in rows}


async def true_counts(longhouse: Longhouse) -> dict[object, tuple[int, int]]:
    async with longhouse.db.read() as read:
        rows = await read.rows(
            Counted,
            """
            SELECT s.user_id,
                (SELECT count(*) FROM graph.follow f JOIN identity.account a ON a.id = f.follower_id
                 WHERE f.followee_id = s.user_id AND a.deleted_at IS NULL) AS follower_count,
                (SELECT count(*) FROM graph.follow f JOIN identity.account a ON a.id = f.followee_id
                 WHERE f.follower_id = s.user_id AND a.deleted_at IS NULL) AS following_count
            FROM graph.standing s
            """,
        )
    return {row.user_id: (row.follower_count, row.following_count) for row in rows}
