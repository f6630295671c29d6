"""People in a house of 50,000 with two million follows: profiles, lists, recommendations, search.

Each kind of page is asked for over HTTP by thirty members by turns, one request after the other.
"""

from collections.abc import Sequence

import msgspec

import asking
import people_city
from asking import Asking, Kind, Request
from house import House, Member

LIMIT_MS = 50.0
_DEEP = 30


class Seen(msgspec.Struct, frozen=True):
    people: int
    follows: int
    friendships: int
    kinds: list[Kind]
    all_p95_ms: float


def measure(house: House, *, quick: bool) -> Seen:
    city = people_city.build(house.owner_url)
    members = house.members({one.id: one.token for one in city.viewers})
    asked = Asking(house)
    kinds = [
        asked.measure(name, _by_turns(members, requests), rounds=2 if quick else 10, noun=noun)
        for name, (noun, requests) in _requests(city).items()
    ]
    return Seen(city.people, city.follows, city.friendships, kinds, asked.all_p95_ms)


def rows(seen: Seen) -> list[list[str]]:
    return asking.rows(seen.kinds, seen.all_p95_ms, LIMIT_MS)


def words_about(seen: Seen) -> str:
    return (
        f"{seen.people:,} members, {seen.follows:,} follows, {seen.friendships:,} friendships; "
        f"each kind must keep its p95 under {LIMIT_MS:.0f} ms"
    )


def _by_turns(
    members: Sequence[Member], requests: Sequence[Request]
) -> list[tuple[Member, Request]]:
    return [
        (member, requests[number % len(requests)])
        for number, member in enumerate([*members] * max(1, len(requests) // len(members)))
    ]


def _requests(city: people_city.City) -> dict[str, tuple[str | None, list[Request]]]:
    """By what is asked for: the name of the list in the answer, and the requests."""

    def of(people: Sequence[str], page: str = "", pages: int = 1) -> list[Request]:
        return [Request(f"/api/v1/users/{one}{page}", pages=pages) for one in people]

    def search(**query: str) -> Request:
        return Request("/api/v1/people", query)

    return {
        "profile": (None, of(city.others)),
        "profile of somebody known": (None, of(city.known)),
        "followers": ("users", of(city.others, "/followers")),
        "followers of somebody known": ("users", of(city.known, "/followers")),
        f"followers, page {_DEEP}": ("users", of(city.known, "/followers", _DEEP)),
        "following": ("users", of(city.others, "/following")),
        "friends": ("users", [Request("/api/v1/users/me/friends")]),
        "friend requests": ("friend_requests", [Request("/api/v1/friend-requests")]),
        "recommendations": ("recommendations", [Request("/api/v1/users/me/recommendations")]),
        "people by name": ("people", [search(q=name) for name in ("ada bak", "hana", "yuki_diaz")]),
        "people by a word of theirs": (
            "people",
            [search(q=word) for word in ("sourdough", "bicycle harbour", "win")],
        ),
        "people by a place": ("people", [search(place=str(city.place_id))]),
        "people by an interest": (
            "people",
            [search(interest=city.interest), search(q="river", interest=city.interest)],
        ),
    }
