"""People in a house of 50,000 with two million follows: profiles, lists, recommendations, search.

Each kind of page is asked for over HTTP by thirty members by turns, all kinds mixed, at a fixed
rate; each request is timed from the moment at which it was due.
"""

from collections.abc import Sequence

import msgspec

import asking
import people_city
from asking import Asking, Request, Round
from figures import Figures
from house import House, Member

RATE = 30
_DEEP = 30


class Seen(msgspec.Struct, frozen=True):
    people: int
    follows: int
    friendships: int
    rounds: list[Round]


def measure(house: House, core: int, *, rounds: int, quick: bool) -> Seen:
    """The city is built once; `core` is that of the load."""
    city = people_city.build(house.owner_url)
    members = house.members({one.id: one.token for one in city.viewers})
    asked = Asking(house, core)
    for name, (noun, requests) in _requests(city).items():
        asked.prepare(name, _by_turns(members, requests), noun)
    found = [asked.measure(RATE, 1 if quick else 2) for _ in range(rounds)]
    return Seen(city.people, city.follows, city.friendships, found)


def rows(seen: Seen) -> list[list[str]]:
    return asking.rows(seen.rounds)


def figures(seen: Seen) -> Figures:
    return asking.figures("people", seen.rounds)


def words_about(seen: Seen) -> str:
    return f"{seen.people:,} members, {seen.follows:,} follows, {seen.friendships:,} friendships"


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
