"""One process of the house as the realtime tests see it: people, their rights, their sockets."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any, cast
from uuid import UUID

import msgspec

from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.gatherings import Gathering
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.live import Live, Message
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdrawal
from longhouse.kernel.secrets import Secrets
from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.traces import Attribute, Kind, Span, Untraced
from longhouse.realtime.connection import Connection
from longhouse.realtime.core import Realtime
from longhouse.realtime.door import Scope
from longhouse.realtime.metrics import NoMetrics
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.withdrawals import Withdrawals
from support.clocks import FakeTimers
from support.waiting import settle

Frame = dict[str, Any]


def a_member(name: str, user_id: UserId | None = None) -> Principal:
    return Principal(
        user_id=user_id or UserId(new_id()),
        username=name,
        session_id=SessionId(new_id()),
        is_admin=False,
        via="cookie",
    )


class Members:
    """What the database would answer, for every process alike: rights and live sessions."""

    def __init__(self) -> None:
        self.rights: set[tuple[UserId, str]] = set()
        self.ended: set[SessionId] = set()
        self.hidden: set[tuple[UserId, UserId]] = set()
        self.gatherings: list[Gathering] = []
        self.before_answer: Callable[[], Awaitable[None]] | None = None
        """Runs after a question was answered and before the answer arrives."""

    def let(self, principal: Principal, *topics: str) -> None:
        self.rights.update((principal.user_id, topic) for topic in topics)

    def knows(self, topic: str) -> bool:
        return topic.startswith(("room:", "user:", "table:"))

    async def allowed(self, principal: Principal, topics: Collection[str]) -> frozenset[str]:
        allowed = frozenset(t for t in topics if (principal.user_id, t) in self.rights)
        await self._travel()
        return allowed

    async def confirm(self, principal: Principal) -> Principal | None:
        alive = principal.session_id not in self.ended
        await self._travel()
        return principal if alive else None

    async def _travel(self) -> None:
        if self.before_answer is not None:
            await self.before_answer()


class Transaction:
    """The steps around a commit, taken one by one."""

    def __init__(self) -> None:
        self._before: list[Callable[[], Awaitable[None]]] = []
        self._after: list[Callable[[], Awaitable[None]]] = []
        self._undo: list[Callable[[], Awaitable[None]]] = []

    def before_commit(self, step: Callable[[], Awaitable[None]]) -> None:
        self._before.append(step)

    def after_commit(self, step: Callable[[], Awaitable[None]]) -> None:
        self._after.append(step)

    def after_rollback(self, step: Callable[[], Awaitable[None]]) -> None:
        self._undo.append(step)

    async def prepare(self) -> None:
        for step in self._before:
            await step()

    async def committed(self) -> None:
        for step in self._after:
            await step()

    async def rolled_back(self) -> None:
        for step in self._undo:
            await step()


class FakeSink:
    """A peer's end, as far as the core can see it."""

    def __init__(self, *, pings: bool = False) -> None:
        self.messages: list[str] = []
        self.closed: tuple[int, str] | None = None
        self.slow = False
        self.pings = 0
        self._can_ping = pings

    def send(self, payload: bytes) -> bool:
        assert self.closed is None, "written after the close"
        self.messages.append(payload.decode())
        return not self.slow

    def ping(self) -> bool:
        self.pings += self._can_ping
        return self._can_ping

    def close(self, code: int, reason: str) -> None:
        assert self.closed is None, "closed twice"
        self.closed = (code, reason)


class Client:
    """A connected member: what they send and what has reached them."""

    def __init__(self, connection: Connection, sink: FakeSink, timers: FakeTimers) -> None:
        self.connection = connection
        self.sink = sink
        self._timers = timers
        self._next_id = 0

    @property
    def frames(self) -> list[Frame]:
        return [
            msgspec.json.decode(line)
            for message in self.sink.messages
            for line in message.split("\n")
        ]

    def of_type(self, *types: str) -> list[Frame]:
        return [frame for frame in self.frames if frame["type"] in types]

    def events(self, topic: str | None = None) -> list[Frame]:
        return [
            frame
            for frame in self.frames
            if "event_id" in frame and topic in (None, frame.get("topic"))
        ]

    def texts(self, topic: str | None = None) -> list[str]:
        return [frame["data"]["text"] for frame in self.events(topic)]

    async def say(self, type_: str, data: object = None) -> int:
        self._next_id += 1
        frame: Frame = {"type": type_, "id": self._next_id, "data": data or {}}
        await self.connection.receive(msgspec.json.encode(frame).decode())
        return self._next_id

    async def ask(self, type_: str, data: object = None) -> Frame:
        asked = await self.say(type_, data)
        self.catch_breath()
        return next(frame for frame in reversed(self.frames) if frame.get("id") == asked)

    async def subscribe(self, *topics: str, **since: Frame) -> Frame:
        """The answer's entry for one topic, or all of it for several."""
        places: dict[str, Frame | None] = dict.fromkeys(topics)
        for topic in topics:
            if "since" in since:
                places[topic] = since["since"]
        answer = (await self.ask("subscribe", {"topics": places}))["data"]
        return answer[topics[0]] if len(topics) == 1 and topics[0] in answer else answer

    def catch_breath(self) -> None:
        """Let the joining time pass, so that what waits is sent."""
        self._timers.advance(0.03)

    def leave(self) -> None:
        self.connection.gone()


class RecordingTracer(Untraced):
    """Notes the name of each span and whose work it was."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[tuple[str, str | None]] = []

    def span(
        self,
        name: str,
        attributes: Mapping[str, Attribute] | None = None,
        *,
        kind: Kind = "internal",
        traceparent: str | None = None,
    ) -> AbstractContextManager[Span]:
        self.spans.append((name, context.user_id.get()))
        return super().span(name, attributes, kind=kind, traceparent=traceparent)


class House:
    """One process."""

    def __init__(
        self, live: Live, timers: FakeTimers, members: Members, settings: RealtimeSettings
    ) -> None:
        self.live = live
        self.timers = timers
        self.members = members
        self.withdrawals = Withdrawals(live, timers)
        self.shown: Principal | None = None
        """Who the headers of a handshake show."""
        self.shows_spent_cookie = False
        self.tracer = RecordingTracer()
        self.realtime = Realtime(
            live=live,
            timers=timers,
            settings=settings,
            metrics=NoMetrics(),
            topics=members,
            withdrawals=self.withdrawals,
            secrets=Secrets(b"k" * 32),
            authenticate=self._authenticate,
            confirm=members.confirm,
            origin_allowed=_ours,
            gatherings=members.gatherings,
            read=_no_database,
            tracer=self.tracer,
        )
        self.hub = self.realtime.hub

    async def start(self) -> None:
        await self.live.start()
        await self.withdrawals.start()
        await self.realtime.start()

    async def stop(self) -> None:
        await self.realtime.stop()
        await self.withdrawals.stop()
        await self.live.stop()

    async def connect(self, principal: Principal, *, pings: bool = False) -> Client:
        sink = FakeSink(pings=pings)
        connection = await self.realtime.door.admit(principal, sink)
        client = Client(connection, sink, self.timers)
        client.catch_breath()
        return client

    async def publish(self, topic: str, text: str, event_id: UUID | None = None) -> None:
        await self.live.publish(
            topic,
            Message(
                event_id=event_id or new_id(),
                type="new_message",
                data=msgspec.Raw(msgspec.json.encode({"text": text})),
                timestamp=self.timers.now(),
            ),
        )

    def withdraw(self, withdrawal: Withdrawal) -> Transaction:
        transaction = Transaction()
        self.withdrawals.withdraw(cast("Tx", transaction), withdrawal)
        return transaction

    async def pass_time(self, seconds: float) -> None:
        """Move the clock and let every task go on that was waiting for it."""
        await settle()
        self.timers.advance(seconds)
        await settle()

    async def _authenticate(self, scope: Scope) -> Principal | None:
        if self.shows_spent_cookie:
            raise Unauthorized
        return self.shown


@asynccontextmanager
async def _no_database() -> AsyncGenerator[Read]:
    yield cast("Read", None)


def _ours(origin: str | None, host: str | None, *, secure: bool) -> bool:
    return origin == "https://house.example"


async def still_waiting(task: "asyncio.Task[Any]") -> bool:
    await settle()
    return not task.done()
