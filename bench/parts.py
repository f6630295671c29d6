"""The parts of the bench, each in a house of its own, so that none pays for what another left."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import canvas_bench
import feed_bench
import gateway_bench
import http_bench
import people_bench
import publish_bench
import search_bench
import soak_bench
import socket_bench
import storm_bench
import town
from house import House, Member
from roles import Roles

Table = list[list[str]]


class Place(msgspec.Struct, frozen=True):
    folder: Path
    cores: tuple[int, int]
    """Of the server and of the load."""
    quick: bool
    minutes: float = 30.0
    """Of the soak."""


class Outcome(msgspec.Struct, frozen=True):
    rounds: object
    tables: list[tuple[str, Table]]
    wrong: list[str] = []
    """What no bench may find, whatever the speed."""


def http(place: Place) -> Outcome:
    with House(place.folder, {place.cores[0]}) as house:
        rounds = http_bench.measure(house, house.first_member(), place.cores, quick=place.quick)
    title = "Signed-in read: GET /api/v1/users/me/settings"
    return Outcome(rounds, [(title, http_bench.rows(rounds))])


def feed(place: Place) -> Outcome:
    with _grown(place) as (house, members, built):
        rounds = feed_bench.measure(house, members, built, place.cores, quick=place.quick)
    tables = [
        (f"Section feed, 20 of {built.posts:,} posts: {pages}", feed_bench.rows(rounds, pages))
        for pages in feed_bench.kinds_of(rounds)
    ]
    return Outcome(rounds, tables)


def publish(place: Place) -> Outcome:
    with _grown(place) as (house, members, _):
        rounds = publish_bench.measure(house, members, place.cores, quick=place.quick)
    tables = [
        ("Publishing posts: POST /api/v1/posts", publish_bench.rows(rounds)),
        ("What follows a post", publish_bench.rows_of_followed(rounds)),
    ]
    wrong = ["a post was lost or made twice"] if publish_bench.anything_wrong(rounds) else []
    return Outcome(rounds, tables, wrong)


def sockets(place: Place) -> Outcome:
    with House(place.folder, {place.cores[0]}) as house:
        member = house.first_member()
        told = {
            "Socket fan-out: PATCH /api/v1/users/me/settings to the topic of that member": (
                socket_bench.measure(
                    house, member, place.cores, socket_bench.SETTINGS, quick=place.quick
                )
            ),
            "Socket fan-out: POST /api/v1/posts to all who listen to the section": (
                socket_bench.measure(
                    house, member, place.cores, socket_bench.POSTS, quick=place.quick
                )
            ),
        }
    wrong = [
        f"{title}: a frame was lost, came twice or out of order"
        for title, rounds in told.items()
        if socket_bench.anything_wrong(rounds)
    ]
    tables = [(title, socket_bench.rows(rounds)) for title, rounds in told.items()]
    return Outcome(list(told.values()), tables, wrong)


def search(place: Place) -> Outcome:
    with House(place.folder, set(place.cores)) as house:
        seen = search_bench.measure(house, house.first_member(), quick=place.quick)
    return Outcome(seen, [(search_bench.words_about(seen), search_bench.rows(seen))])


def canvas(place: Place) -> Outcome:
    with House(place.folder, {place.cores[0]}) as house:
        rounds = canvas_bench.measure(house, place.cores, quick=place.quick)
    title = "Canvas: 1,000 members, 100 words a second, told to all"
    wrong = ["words on the canvas were lost or came twice"]
    return Outcome(
        rounds,
        [(title, canvas_bench.rows(rounds))],
        wrong if canvas_bench.anything_wrong(rounds) else [],
    )


def people(place: Place) -> Outcome:
    with House(place.folder, set(place.cores)) as house:
        seen = people_bench.measure(house, quick=place.quick)
    return Outcome(seen, [(people_bench.words_about(seen), people_bench.rows(seen))])


def gateway(place: Place) -> Outcome:
    with Roles(place.folder, place.cores) as roles:
        rounds = gateway_bench.measure(roles, place.cores, quick=place.quick)
    wrong = ["a frame of the gateway was lost, came twice or out of order"]
    return Outcome(
        rounds,
        [("Fan-out of a gateway", gateway_bench.rows(rounds))],
        wrong if gateway_bench.anything_wrong(rounds) else [],
    )


def storm(place: Place) -> Outcome:
    with Roles(place.folder, place.cores) as roles:
        seen = storm_bench.measure(roles, place.cores, quick=place.quick)
    return Outcome(
        seen,
        [("10,000 sockets come back at once", storm_bench.rows(seen))],
        ["somebody did not come back, or missed something"]
        if storm_bench.anything_wrong(seen)
        else [],
    )


def soak(place: Place) -> Outcome:
    with _grown(place) as (house, members, built):
        seen = soak_bench.measure(house, members, built, minutes=place.minutes)
    wrong = ["memory grew while nothing else did"] if seen.growth > soak_bench.MOST_GROWTH else []
    return Outcome(seen, [(soak_bench.words_about(seen), soak_bench.rows(seen))], wrong)


@contextmanager
def _grown(place: Place) -> Generator[tuple[House, list[Member], town.Town]]:
    """A house with a town in it. It has both cores, for so it would be run."""
    with House(place.folder, set(place.cores)) as house:
        house.first_member()
        built = town.build(house.owner_url)
        yield house, house.members({one.id: one.token for one in built.viewers}), built
