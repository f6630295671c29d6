"""The fan-out of a gateway: one topic of a thousand, and a thousand topics of ten, beside a bare
`picows` that sends the same bytes.

What is published comes through Redis as other processes write it, so that the gateway alone is
measured. The thousand topics are those of a thousand members with ten browsers each; 10,000 sockets
are open then, and what each of them costs is the growth of the process.
"""

import asyncio

import msgspec

from crowd import SignedIn, sign_in_many
from fan_out import COLUMNS, STEADY_DELIVERIES, ratio_row, row, run_load
from house import Bare
from roles import Roles
from socket_load import Order, Seen
from town import GENERAL

PEOPLE = 1000
LIMIT_KB = 30
LIMIT_MS = 200
LIMIT_RATIO = 0.8
_DELIVERIES_UNDER_WAY = 32_000


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


def measure(roles: Roles, cores: tuple[int, int], *, rounds: int, quick: bool) -> list[Round]:
    people = asyncio.run(sign_in_many(roles.owner_url, PEOPLE))
    seconds = 2.0 if quick else 5.0
    found: list[Round] = []
    for _ in range(rounds):
        for kind in KINDS:
            # What others have left in its memory would flatter what a socket costs.
            roles.kill_gateway()
            roles.start_gateway()
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
        for name, side in (
            ("bare picows", [one.bare for one in same]),
            ("longhouse gateway", [one.gateway for one in same]),
        ):
            table.append(row(f"{name}, {kind.name}", side, [_us(seen) for seen in side]))
        table.append(ratio_row([one.ratio for one in same], [one.cost_ratio for one in same]))
    limits = [f"{LIMIT_RATIO:.2f} of bare", "", "", "", str(LIMIT_MS), *[""] * 4, str(LIMIT_KB)]
    return [*table, ["must reach", *limits, "", ""]]


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
