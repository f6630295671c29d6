"""In any order of events: nobody has a gap or a duplicate without being told, and nobody hears what
was committed after their right had ended."""

import asyncio
from itertools import cycle
from typing import Any, cast

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.live import Live
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.connection import Connection
from longhouse.realtime.settings import RealtimeSettings
from realtime.house import House, Members, Transaction, a_member
from realtime.lagging import LaggingLive
from support.clocks import FakeTimers
from support.waiting import settle

KITCHEN = "room:kitchen"


class World:
    """What is committed, and when; the steps of a history are its hours."""

    def __init__(self, lags: list[int]) -> None:
        self.hour = 0
        self.published_at: list[int] = []
        self.mistakes: list[str] = []
        self.members = Members()
        self.members.before_answer = self._travel
        self.withdrawn_at: dict[Principal, int] = {}
        self.timers = FakeTimers()
        self._lags = cycle(lags)
        shared = MemoryLive(self.timers, window_messages=6)
        self.lines = [LaggingLive(shared, self._lags) for _ in range(2)]
        self.houses = [
            # What the core does not ask in these histories goes to the shared store unchanged.
            House(cast("Live", line), self.timers, self.members, RealtimeSettings())
            for line in self.lines
        ]

    def may_hear(self, principal: Principal, number: int) -> bool:
        if (principal.user_id, KITCHEN) in self.members.rights:
            return True
        return self.published_at[number] < self.withdrawn_at[principal]

    async def _travel(self) -> None:
        for _ in range(next(self._lags)):
            await asyncio.sleep(0)


class Reader:
    """A client that follows one topic and notices every mistake of the server at once."""

    def __init__(self, world: World, principal: Principal) -> None:
        self.world = world
        self.principal = principal
        self.connection: Connection | None = None
        self.place: dict[str, Any] | None = None
        self.subscribed = False
        self.told_to_refetch = 0
        self.busy: asyncio.Task[None] | None = None

    def send(self, payload: bytes) -> bool:
        for line in payload.split(b"\n"):
            try:
                self._take(msgspec.json.decode(line))
            except AssertionError as mistake:
                # Kept as well as raised: who sends may be a task that only logs its failures.
                self.world.mistakes.append(str(mistake))
                raise
        return True

    def ping(self) -> bool:
        return False

    def close(self, code: int, reason: str) -> None:
        self.connection, self.subscribed = None, False

    async def come(self, house: House) -> None:
        """Connect if need be, and follow from where one stood."""
        if self.connection is None:
            try:
                self.connection = await house.realtime.door.admit(self.principal, self)
            except Unauthorized:
                return
        frame = {"type": "subscribe", "id": 1, "data": {"topics": {KITCHEN: self.place}}}
        await self.connection.receive(msgspec.json.encode(frame).decode())

    def go(self) -> None:
        if self.connection is not None:
            connection, self.connection, self.subscribed = self.connection, None, False
            connection.gone()

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "new_message":
                assert self.place is not None
                assert frame["offset"] == self.place["offset"] + 1, "a gap or a duplicate"
                number = int(frame["data"]["text"])
                assert self.world.may_hear(self.principal, number), "heard without a right"
                self.place = self.place | {"offset": frame["offset"]}
            case "reply":
                stands = frame["data"][KITCHEN]
                if stands.get("recovered"):
                    assert self.place is not None
                    assert stands["offset"] == self.place["offset"], "recovered, but not all came"
                else:
                    self.told_to_refetch += 1
                self.place = {"epoch": stands["epoch"], "offset": stands["offset"]}
                self.subscribed = True
            case "resynced":
                self.place = {k: frame["data"][k] for k in ("epoch", "offset")}
            case "unsubscribed":
                self.subscribed = False
            case _:
                pass


class History:
    """Steps drawn at random, taken one after the other while earlier ones are still under way."""

    def __init__(self, lags: list[int]) -> None:
        self.world = World(lags)
        self.people = [a_member(name) for name in ("ada", "ben")]
        self.readers = [Reader(self.world, person) for person in self.people for _ in range(2)]
        for person in self.people:
            self.world.members.let(person, KITCHEN)
        self.under_way: dict[Principal, tuple[Transaction, bool]] = {}

    async def take(self, step: str, who: int, much: int) -> None:
        self.world.hour += 1
        person = self.people[who % 2]
        reader = self.readers[who % 4]
        line = self.world.lines[who % 2]
        match step:
            case "publish":
                self.world.published_at.append(self.world.hour)
                number = len(self.world.published_at) - 1
                await self.world.houses[who % 2].publish(KITCHEN, str(number))
            case "come" if reader.busy is None or reader.busy.done():
                house = self.world.houses[much % 2]
                reader.busy = asyncio.create_task(reader.come(house))
            case "go" if reader.busy is not None and reader.busy.done():
                reader.go()
            case "arrive":
                line.arrive(much)
            case "turn":
                await settle(much)
            case "join":
                self.world.timers.advance(0.02)
            case "cut":
                line.cut()
            case "mend":
                line.mend()
            case "anew":
                line.begin_anew(KITCHEN)
            case "begin" if person not in self.under_way:
                withdrawal = Withdrawal(user_id=str(person.user_id), topic=KITCHEN)
                transaction = self.world.houses[much % 2].withdraw(withdrawal)
                await transaction.prepare()
                self.under_way[person] = (transaction, False)
            case "commit" if person in self.under_way and not self.under_way[person][1]:
                self.world.members.rights.discard((person.user_id, KITCHEN))
                self.world.withdrawn_at[person] = self.world.hour
                self.under_way[person] = (self.under_way[person][0], True)
            case "settle" if person in self.under_way:
                await self._settle(person)
            case "let" if person not in self.under_way:
                self.world.members.let(person, KITCHEN)
            case _:
                pass

    async def _settle(self, person: Principal) -> None:
        transaction, committed = self.under_way.pop(person)
        if committed:
            await transaction.committed()
        else:
            await transaction.rolled_back()

    async def finish(self) -> None:
        """Let everything arrive that is still on its way."""
        for person in list(self.under_way):
            await self._settle(person)
        for _ in range(30):
            for line in self.world.lines:
                line.mend()
                line.arrive(1_000)
            await settle(30)
            self.world.timers.advance(0.2)


steps = st.tuples(
    st.sampled_from(
        [
            "publish",
            "publish",
            "come",
            "go",
            "arrive",
            "turn",
            "join",
            "cut",
            "mend",
            "anew",
            "begin",
            "commit",
            "settle",
            "let",
        ]
    ),
    st.integers(0, 3),
    st.integers(1, 8),
)


@settings(max_examples=400, deadline=None)
@given(
    history=st.lists(steps, min_size=5, max_size=60),
    lags=st.lists(st.integers(0, 4), min_size=1, max_size=9),
)
async def test_nobody_has_a_gap_a_duplicate_or_what_is_not_theirs(
    history: list[tuple[str, int, int]], lags: list[int]
) -> None:
    told = History(lags)
    for house in told.world.houses:
        await house.start()
    for step in history:
        await told.take(*step)
    await told.finish()
    # That a topic has begun anew is noticed at the next event.
    await told.take("publish", 0, 1)
    await told.finish()
    head = await told.world.houses[0].live.position(KITCHEN)
    for reader in told.readers:
        if reader.busy is not None:
            await reader.busy
        may = (reader.principal.user_id, KITCHEN) in told.world.members.rights
        if reader.subscribed and may:
            assert reader.place == {"epoch": head.epoch, "offset": head.offset}, "not all came"
    assert told.world.mistakes == []
    for house in told.world.houses:
        await house.stop()


@settings(max_examples=200, deadline=None)
@given(
    history=st.lists(
        st.tuples(
            st.sampled_from(["publish", "come", "go", "arrive", "turn", "join"]),
            st.integers(0, 3),
            st.integers(1, 8),
        ),
        min_size=5,
        max_size=80,
    ),
    lags=st.lists(st.integers(0, 4), min_size=1, max_size=9),
)
async def test_whoever_reads_on_after_any_history_has_everything(
    history: list[tuple[str, int, int]], lags: list[int]
) -> None:
    told = History(lags)
    for house in told.world.houses:
        await house.start()
    for step in history:
        await told.take(*step)
    await told.finish()
    for reader in told.readers:
        if reader.busy is not None:
            await reader.busy
        await reader.come(told.world.houses[0])
    await told.take("publish", 0, 1)
    await told.finish()
    head = await told.world.houses[0].live.position(KITCHEN)
    assert [reader.place for reader in told.readers] == [
        {"epoch": head.epoch, "offset": len(told.world.published_at)}
    ] * 4
    assert told.world.mistakes == []
    for house in told.world.houses:
        await house.stop()
