"""The fan-out of a gateway: one topic of a thousand, and a thousand topics of ten, beside a bare
`picows` that sends the same bytes.

What is published comes through Redis as other processes write it, so that the gateway alone is
measured. The thousand topics are those of a thousand members with ten browsers each; 10,000 sockets
are open then, and what each of them costs is the growth of the process.
"""

import asyncio

import msgspec

from crowd import SignedIn, sign_in_many
from house import Bare
from numbers_of import median, spread
from roles import Roles
from socket_bench import run_load, tallies_of
from socket_load import Order, Seen
from town import GENERAL

PEOPLE = 1000
LIMIT_KB = 30
LIMIT_MS = 200
LIMIT_RATIO = 0.8
STEADY_DELIVERIES = 10_000
_DELIVERIES_UNDER_WAY = 32_000
COLUMNS = (
    "deliveries/s",
    "spread",
    "us each",
    "p50 ms",
    "p99 ms",
    "worst",
    "lost",
    "twice",
    "disorder",
    "KB/socket",
    "frames/msg",
    "generator",
)


class Kind(msgspec.Struct, frozen=True):
    name: str
    topics: int
    sockets: int


KINDS = (
    Kind("one topic of 1,000", 1, 1000),
    Kind("1,000 topics of 10", 1000, 10_000),
)


class Round(msgspec.Struct, frozen=True):
    kind: str
    sockets: int
    bare: Seen
    gateway: Seen

    @property
    def ratio(self) -> float:
        return self.gateway.full.delivered_per_second / self.bare.full.delivered_per_second

    @property
    def cost_ratio(self) -> float:
        return _us(self.bare) / _us(self.gateway)


def measure(roles: Roles, cores: tuple[int, int], *, quick: bool) -> list[Round]:
    people = asyncio.run(sign_in_many(roles.owner_url, PEOPLE))
    seconds = 2.0 if quick else 5.0
    found: list[Round] = []
    for _ in range(1 if quick else 3):
        for kind in KINDS:
            inside = run_load(_order(roles, people, kind, cores[1], seconds))
            size = str(inside.frame_bytes)
            with Bare("socket_bare.py", {cores[0]}, size, str(kind.topics)) as bare:
                order = _order(roles, people, kind, cores[1], seconds)
                outside = run_load(_at_bare(order, kind, bare))
            found.append(Round(kind.name, kind.sockets, outside, inside))
    return found


def rows(rounds: list[Round]) -> list[list[str]]:
    table = [["", *COLUMNS]]
    for kind in KINDS:
        same = [one for one in rounds if one.kind == kind.name]
        table.append(_row(f"bare picows, {kind.name}", [one.bare for one in same]))
        table.append(_row(f"longhouse gateway, {kind.name}", [one.gateway for one in same]))
        ratios = [one.ratio for one in same]
        bounds = f"{min(ratios):.2f}..{max(ratios):.2f}"
        each = f"{median([one.cost_ratio for one in same]):.2f}"
        table.append(["ratio", f"{median(ratios):.2f}", bounds, each, *[""] * 9])
    limits = [f"{LIMIT_RATIO:.2f} of bare", "", "", "", str(LIMIT_MS), *[""] * 4, str(LIMIT_KB)]
    return [*table, ["must reach", *limits, "", ""]]


def anything_wrong(rounds: list[Round]) -> bool:
    """Whether a frame of the gateway was lost, came twice or out of order."""
    tallies = [tally for one in rounds for tally in tallies_of(one.gateway)]
    return any(tally.lost or tally.doubled or tally.out_of_order for tally in tallies)


def _row(name: str, seen: list[Seen]) -> list[str]:
    tallies = [tally for one in seen for tally in tallies_of(one)]
    rates = [one.full.delivered_per_second for one in seen]
    steady = [one.steady for one in seen if one.steady is not None]
    return [
        name,
        f"{median(rates):,.0f}",
        spread(rates),
        f"{median([_us(one) for one in seen]):.1f}",
        f"{median([one.p50_ms for one in steady]):.1f}",
        f"{median([one.p99_ms for one in steady]):.1f}",
        f"{max((one.worst_ms for one in steady), default=0):.0f}",
        str(sum(tally.lost for tally in tallies)),
        str(sum(tally.doubled for tally in tallies)),
        str(sum(tally.out_of_order for tally in tallies)),
        f"{seen[0].server_bytes_per_socket / 1024:.1f}",
        f"{median([one.full.frames_per_message for one in seen]):.2f}",
        f"{max(one.full.generator_busy for one in seen):.0%}",
    ]


def _us(seen: Seen) -> float:
    """Of the server's processor for one delivery."""
    full = seen.full
    return full.server_us_per_publish * full.published_per_second / full.delivered_per_second


def _order(roles: Roles, people: list[SignedIn], kind: Kind, core: int, seconds: float) -> Order:
    of_each = [f"user:{one.id}" for one in people]
    reached = kind.sockets // kind.topics
    return Order(
        core=core,
        server_pid=roles.gateway_pid,
        port=roles.port,
        sockets=kind.sockets,
        headers=[{"Cookie": f"session_id={one.token}", "Origin": roles.origin} for one in people],
        topics=[f"section:{GENERAL}"] if kind.topics == 1 else of_each,
        redis=roles.redis,
        full_seconds=seconds,
        steady_seconds=seconds,
        steady_per_second=STEADY_DELIVERIES / reached,
        in_flight=_DELIVERIES_UNDER_WAY // reached,
    )


def _at_bare(order: Order, kind: Kind, bare: Bare) -> Order:
    return msgspec.structs.replace(
        order,
        server_pid=bare.pid,
        port=bare.port,
        headers=[{}],
        topics=[],
        bare_topics=kind.topics,
        redis="",
    )
