"""The parts of the bench, each in a house of its own, so that none pays for what another left."""

from collections.abc import Generator, Sequence
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
import socket_figures
import start_bench
import storm_bench
import town
from figures import Counted, Figures
from house import House, Member
from roles import Roles

Table = list[list[str]]
_TOLD = {
    "Socket fan-out: PATCH /api/v1/users/me/settings to the topic of that member": (
        socket_bench.SETTINGS
    ),
    "Socket fan-out: POST /api/v1/posts to all who listen to the section": socket_bench.POSTS,
}


class Place(msgspec.Struct, frozen=True):
    folder: Path
    cores: tuple[int, int]
    """Of the server and of the load."""
    rounds: int
    quick: bool
    minutes: float = 30.0
    """Of the soak."""


class Outcome(msgspec.Struct, frozen=True):
    rounds: object
    tables: list[tuple[str, Table]]
    figures: Figures
    counted: Counted = {}


def start(place: Place) -> Outcome:
    rounds = start_bench.measure(place.folder, set(place.cores), rounds=place.rounds)
    tables = [("Starting, until it is ready", start_bench.rows(rounds))]
    return Outcome(rounds, tables, start_bench.figures(rounds))


def http(place: Place) -> Outcome:
    with House(place.folder, {place.cores[0]}) as house:
        rounds = http_bench.measure(
            house, house.first_member(), place.cores, rounds=place.rounds, quick=place.quick
        )
    title = "Signed-in read: GET /api/v1/users/me/settings"
    return Outcome(rounds, [(title, http_bench.rows(rounds))], http_bench.figures(rounds))


def feed(place: Place) -> Outcome:
    with _grown(place) as (house, members, built):
        rounds = feed_bench.measure(
            house, members, built, place.cores, rounds=place.rounds, quick=place.quick
        )
    tables = [
        (f"Section feed, 20 of {built.posts:,} posts: {pages}", feed_bench.rows(rounds, pages))
        for pages in feed_bench.kinds_of(rounds)
    ]
    return Outcome(rounds, tables, feed_bench.figures(rounds))


def publish(place: Place) -> Outcome:
    with _grown(place) as (house, members, _):
        rounds = publish_bench.measure(
            house, members, place.cores, rounds=place.rounds, quick=place.quick
        )
    tables = [
        ("Publishing posts: POST /api/v1/posts", publish_bench.rows(rounds)),
        ("What follows a post", publish_bench.rows_of_followed(rounds)),
    ]
    return Outcome(rounds, tables, publish_bench.figures(rounds), publish_bench.counted(rounds))


def sockets(place: Place) -> Outcome:
    """Each kind in a house of its own, for what a socket weighs shows only in a fresh one."""
    outcomes: list[Outcome] = []
    for title, kind in _TOLD.items():
        with House(place.folder / kind.write, {place.cores[0]}) as house:
            rounds = socket_bench.measure(
                house,
                house.first_member(),
                place.cores,
                kind,
                rounds=place.rounds,
                quick=place.quick,
            )
        outcomes.append(
            Outcome(
                rounds,
                [(title, socket_bench.rows(rounds))],
                socket_figures.of_house(kind, rounds),
                socket_figures.counted_of_house(kind, rounds),
            )
        )
    return _together(outcomes)


def search(place: Place) -> Outcome:
    with House(place.folder, set(place.cores)) as house:
        seen = search_bench.measure(
            house, house.first_member(), place.cores[1], rounds=place.rounds, quick=place.quick
        )
    tables = [(search_bench.words_about(seen), search_bench.rows(seen))]
    return Outcome(seen, tables, search_bench.figures(seen))


def canvas(place: Place) -> Outcome:
    with House(place.folder, {place.cores[0]}) as house:
        rounds = canvas_bench.measure(house, place.cores, rounds=place.rounds, quick=place.quick)
    title = "Canvas: 1,000 members, 100 words a second, told to all"
    return Outcome(
        rounds,
        [(title, canvas_bench.rows(rounds))],
        canvas_bench.figures(rounds),
        canvas_bench.counted(rounds),
    )


def people(place: Place) -> Outcome:
    with House(place.folder, set(place.cores)) as house:
        seen = people_bench.measure(house, place.cores[1], rounds=place.rounds, quick=place.quick)
    tables = [(people_bench.words_about(seen), people_bench.rows(seen))]
    return Outcome(seen, tables, people_bench.figures(seen))


def gateway(place: Place) -> Outcome:
    with Roles(place.folder, place.cores) as roles:
        rounds = gateway_bench.measure(roles, place.cores, rounds=place.rounds, quick=place.quick)
    return Outcome(
        rounds,
        [("Fan-out of a gateway", gateway_bench.rows(rounds))],
        socket_figures.of_gateway(rounds),
        socket_figures.counted_of_gateway(rounds),
    )


def storm(place: Place) -> Outcome:
    with Roles(place.folder, place.cores) as roles:
        seen = storm_bench.measure(roles, place.cores, rounds=place.rounds)
    return Outcome(
        seen,
        [("10,000 sockets come back at once", storm_bench.rows(seen))],
        storm_bench.figures(seen),
        storm_bench.counted(seen),
    )


def soak(place: Place) -> Outcome:
    """One long round."""
    with _grown(place) as (house, members, built):
        seen = soak_bench.measure(house, members, built, minutes=place.minutes)
    tables = [(soak_bench.words_about(seen), soak_bench.rows(seen))]
    return Outcome(seen, tables, soak_bench.figures(seen))


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    figures: Figures = {}
    counted: Counted = {}
    for one in outcomes:
        figures |= one.figures
        counted |= one.counted
    tables = [table for one in outcomes for table in one.tables]
    return Outcome([one.rounds for one in outcomes], tables, figures, counted)


@contextmanager
def _grown(place: Place) -> Generator[tuple[House, list[Member], town.Town]]:
    """A house with a town in it. It has both cores, for so it would be run."""
    with House(place.folder, set(place.cores)) as house:
        house.first_member()
        built = town.build(house.owner_url)
        yield house, house.members({one.id: one.token for one in built.viewers}), built
