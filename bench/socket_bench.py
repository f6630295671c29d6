"""Fan-out to sockets: the house beside a bare `picows` that sends the same bytes."""

import msgspec

from fan_out import COLUMNS, STEADY_DELIVERIES, ratio_row, row, run_load
from house import Bare, House, Member
from numbers_of import median
from socket_load import Order, Seen
from town import GENERAL

# Before the house has shown how long its frames are.
FRAME_BYTES = 220


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
    house: House,
    member: Member,
    cores: tuple[int, int],
    kind: Kind,
    *,
    rounds: int,
    quick: bool,
) -> list[Round]:
    seconds = 2.0 if quick else 5.0
    frame_bytes = FRAME_BYTES
    found: list[Round] = []
    for sockets in kind.sockets:
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
        bare, house = [one.bare for one in same], [one.house for one in same]
        table.append(row(f"bare picows, {sockets}", bare, [one.bare_us for one in same]))
        table.append(row(f"longhouse up, {sockets}", house, [one.house_us for one in same]))
        each = [one.bare_us / one.house_us for one in same if one.house_us > 0]
        table.append(ratio_row([one.ratio for one in same], each))
    publishes = [one.house_alone.full for one in rounds]
    rate = median([one.published_per_second for one in publishes])
    cost = median([one.server_us_per_publish for one in publishes])
    alone = ["publishing to nobody", f"{rate:,.0f} publishes/s", "", f"{cost:,.0f}", *[""] * 9]
    return [*table, alone]


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
