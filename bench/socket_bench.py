"""Fan-out to sockets: the house beside a bare `picows` that sends the same bytes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from board import Tally
from house import Bare, House, Member
from numbers_of import median, spread
from socket_load import Order, Seen
from town import GENERAL

STEADY_DELIVERIES = 10_000
# Before the house has shown how long its frames are.
FRAME_BYTES = 220
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
    """What is written, to how many who listen."""

    write: str
    topic: str
    """With `{member}` for the id of the one who writes."""
    sockets: tuple[int, ...]


SETTINGS = Kind("settings", "user:{member}", (500, 2000))
POSTS = Kind("posts", f"section:{GENERAL}", (1000,))


class Round(msgspec.Struct, frozen=True):
    sockets: int
    bare: Seen
    house: Seen
    house_alone: Seen
    """The same publishing with nobody listening: what a publish costs by itself."""

    @property
    def ratio(self) -> float:
        """Everything included: the house also has a request and a transaction for each frame."""
        return self.house.full.delivered_per_second / self.bare.full.delivered_per_second

    @property
    def bare_us(self) -> float:
        """What a delivery costs the bare server."""
        return self.bare.full.server_us_per_publish / self.sockets

    @property
    def house_us(self) -> float:
        """What a delivery costs the house, without what the publish itself costs."""
        alone = self.house_alone.full.server_us_per_publish
        return (self.house.full.server_us_per_publish - alone) / self.sockets


def measure(
    house: House, member: Member, cores: tuple[int, int], kind: Kind, *, quick: bool
) -> list[Round]:
    rounds = 1 if quick else 3
    seconds = 2.0 if quick else 5.0
    frame_bytes = FRAME_BYTES
    found: list[Round] = []
    for sockets in kind.sockets[:1] if quick else kind.sockets:
        for _ in range(rounds):
            alone = _house(house, member, cores[1], kind, 0, seconds)
            inside = _house(house, member, cores[1], kind, sockets, seconds)
            frame_bytes = inside.frame_bytes or frame_bytes
            with Bare("socket_bare.py", {cores[0]}, str(frame_bytes), "1") as bare:
                outside = _bare(bare, cores[1], sockets, seconds)
            found.append(Round(sockets, outside, inside, alone))
    return found


def rows(rounds: list[Round]) -> list[list[str]]:
    table = [["", *COLUMNS]]
    for sockets in sorted({one.sockets for one in rounds}):
        same = [one for one in rounds if one.sockets == sockets]
        table.append(_row(f"bare picows, {sockets}", same, lambda one: one.bare, _bare_us))
        table.append(_row(f"longhouse up, {sockets}", same, lambda one: one.house, _house_us))
        ratios = [one.ratio for one in same]
        each = median([one.bare_us / one.house_us for one in same if one.house_us > 0])
        bounds = f"{min(ratios):.2f}..{max(ratios):.2f}"
        table.append(["ratio", f"{median(ratios):.2f}", bounds, f"{each:.2f}", *[""] * 9])
    publishes = [one.house_alone.full for one in rounds]
    rate = median([one.published_per_second for one in publishes])
    cost = median([one.server_us_per_publish for one in publishes])
    alone = ["publishing to nobody", f"{rate:,.0f} publishes/s", "", f"{cost:,.0f}", *[""] * 9]
    return [*table, alone]


def anything_wrong(rounds: list[Round]) -> bool:
    """Whether a frame of the house was lost, came twice or out of order."""
    tallies = [tally for one in rounds for tally in tallies_of(one.house)]
    return any(tally.lost or tally.doubled or tally.out_of_order for tally in tallies)


def _bare_us(one: Round) -> float:
    return one.bare_us


def _house_us(one: Round) -> float:
    return one.house_us


def _row(
    name: str, rounds: list[Round], side: Callable[[Round], Seen], us: Callable[[Round], float]
) -> list[str]:
    seen = [side(one) for one in rounds]
    tallies = [tally for one in seen for tally in tallies_of(one)]
    rates = [one.full.delivered_per_second for one in seen]
    steady = [one.steady for one in seen if one.steady is not None]
    return [
        name,
        f"{median(rates):,.0f}",
        spread(rates),
        f"{median([us(one) for one in rounds]):.1f}",
        f"{median([one.p50_ms for one in steady]):.1f}",
        f"{median([one.p99_ms for one in steady]):.1f}",
        f"{max((one.worst_ms for one in steady), default=0):.0f}",
        str(sum(tally.lost for tally in tallies)),
        str(sum(tally.doubled for tally in tallies)),
        str(sum(tally.out_of_order for tally in tallies)),
        f"{median([one.server_bytes_per_socket for one in seen]) / 1024:.1f}",
        f"{median([one.full.frames_per_message for one in seen]):.2f}",
        f"{max(one.full.generator_busy for one in seen):.0%}",
    ]


def tallies_of(seen: Seen) -> list[Tally]:
    return [seen.full.tally, *([seen.steady.tally] if seen.steady else [])]


def _house(
    house: House, member: Member, core: int, kind: Kind, sockets: int, seconds: float
) -> Seen:
    order = _order(core, house.pid, house.port, sockets, seconds)
    return run_load(
        msgspec.structs.replace(
            order,
            topics=[kind.topic.format(member=member.id)],
            write=kind.write,
            headers=[member.headers],
            csrf_token=member.csrf_token,
        )
    )


def _bare(bare: Bare, core: int, sockets: int, seconds: float) -> Seen:
    order = _order(core, bare.pid, bare.port, sockets, seconds)
    return run_load(msgspec.structs.replace(order, bare_topics=1))


def _order(core: int, pid: int, port: int, sockets: int, seconds: float) -> Order:
    return Order(
        core=core,
        server_pid=pid,
        port=port,
        sockets=sockets,
        headers=[{}],
        full_seconds=seconds,
        steady_seconds=seconds,
        steady_per_second=STEADY_DELIVERIES / max(1, sockets),
    )


def run_load(order: Order) -> Seen:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("socket_load.py"))],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Seen)
