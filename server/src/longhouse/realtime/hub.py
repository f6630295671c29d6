"""Every connection of this process, and every topic that one of them listens to.

Owns: the registry of connections, the fan-outs, and asking for rights again after an interruption.
Promises: a topic is listened to exactly as long as a connection of this process is subscribed;
`freeze`, `thaw` and `end` act on every connection and subscription that a withdrawal meets.
"""

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator

from longhouse.kernel.errors import Unavailable
from longhouse.kernel.live import Live, Position
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.background import Background
from longhouse.realtime.connection import Connection, Shared, Sink
from longhouse.realtime.errors import CloseCode
from longhouse.realtime.fanout import Fanout
from longhouse.realtime.protocol import hello_frame, unsubscribed_frame
from longhouse.realtime.subscription import Subscription
from longhouse.realtime.timers import pause, wait_within
from longhouse.realtime.topics import Rights

_log = logging.getLogger(__name__)

Confirm = Callable[[Principal], Awaitable[Principal | None]]
"""The member as the database has them now, or None when the session has ended."""

# How many connections have their rights asked for at once after an interruption.
_RECHECKS_AT_ONCE = 8
# Who would be sent away within this time goes together.
_LEAVE_TOGETHER = 0.02


class Hub:
    def __init__(
        self, live: Live, shared: Shared, rights: Rights, confirm: Confirm, background: Background
    ) -> None:
        self._live = live
        self._shared = shared
        self._timers = shared.timers
        self._metrics = shared.metrics
        self._rights = rights
        self._confirm = confirm
        self._background = background
        self._connections: dict[str, Connection] = {}
        self._of_member: dict[str, set[Connection]] = {}
        self._fanouts: dict[str, Fanout] = {}
        self._frozen: dict[str, list[Subscription]] = {}
        self._not_gone: set[Connection] = set()
        self._all_gone: asyncio.Future[None] | None = None
        self._arrived: list[Callable[[Connection], None]] = []
        self._left: list[Callable[[Connection], None]] = []
        self._parted: list[Callable[[Subscription], None]] = []
        self.closing = False

    def __len__(self) -> int:
        return len(self._connections)

    def watch(
        self, arrived: Callable[[Connection], None], left: Callable[[Connection], None]
    ) -> None:
        """Call when a connection has been admitted and when it is gone."""
        self._arrived.append(arrived)
        self._left.append(left)

    def on_leave(self, parted: Callable[[Subscription], None]) -> None:
        """Call when a connection has stopped to listen to a topic, or goes."""
        self._parted.append(parted)

    def open(self, principal: Principal, sink: Sink) -> Connection:
        """Register a connection; its rights must have been confirmed in the same breath."""
        connection = Connection(
            secrets.token_hex(8), principal, sink, self._shared, self._forget, self._let_go
        )
        self._connections[connection.id] = connection
        self._not_gone.add(connection)
        self._of_member.setdefault(str(principal.user_id), set()).add(connection)
        self._metrics.connection_opened()
        heartbeat = self._shared.settings.heartbeat_seconds
        connection.reply(hello_frame(connection.id, heartbeat, self._timers.now()))
        for arrived in self._arrived:
            arrived(connection)
        return connection

    def members(self) -> Iterator[str]:
        """Everyone who is connected to this process."""
        return iter(self._of_member)

    def is_here(self, user_id: str) -> bool:
        return user_id in self._of_member

    def connections_of(self, user_id: str) -> int:
        return len(self._of_member.get(user_id, ()))

    def listeners(self, topic: str) -> list[Subscription]:
        fanout = self._fanouts.get(topic)
        return [] if fanout is None else list(fanout.subscriptions)

    # Topics

    async def join(self, subscription: Subscription) -> Position:
        """Begin to deliver to the subscription; where the topic stands."""
        topic = subscription.topic
        fanout = self._fanouts.get(topic)
        if fanout is None:
            fanout = self._fanouts[topic] = Fanout(
                topic, self._live, self._timers, self._metrics, self._background, self.recheck
            )
        fanout.subscriptions.add(subscription)
        try:
            return await fanout.opened()
        except BaseException:
            self._part(subscription)
            raise

    def leave(self, subscription: Subscription) -> None:
        connection = subscription.connection
        if connection.subscriptions.get(subscription.topic) is subscription:
            del connection.subscriptions[subscription.topic]
            self._metrics.unsubscribed()
        subscription.end()
        self._part(subscription)
        for parted in self._parted:
            parted(subscription)

    def _part(self, subscription: Subscription) -> None:
        fanout = self._fanouts.get(subscription.topic)
        if fanout is None:
            return
        fanout.subscriptions.discard(subscription)
        if not fanout.subscriptions:
            del self._fanouts[subscription.topic]
            self._background.spawn(fanout.close())

    # Withdrawals

    def freeze(self, freeze_id: str, withdrawal: Withdrawal) -> None:
        held = list(self._met_by(withdrawal))
        for subscription in held:
            subscription.hold()
        if held:
            self._frozen[freeze_id] = held

    def thaw(self, freeze_id: str) -> None:
        now = self._timers.monotonic()
        for subscription in self._frozen.pop(freeze_id, ()):
            subscription.release(now)

    def end(self, freeze_id: str, withdrawal: Withdrawal, *, certain: bool) -> None:
        """The right has ended, or nobody said in time whether it has.

        In doubt a socket is closed with the code to come back: who still may is let in again.
        """
        held = self._frozen.pop(freeze_id, ())
        if withdrawal.user_id is None and certain:
            if held:
                self._background.spawn(self.recheck(list(held)))
            return
        if withdrawal.topic is not None:
            for subscription in list(self._met_by(withdrawal)):
                self._withdraw(subscription, withdrawal.reason)
            return
        for connection in list(self._connections_of(withdrawal)):
            if certain:
                connection.close(CloseCode.SESSION_ENDED, withdrawal.reason)
            else:
                connection.close(CloseCode.RESUME, "Please come back.")

    def _connections_of(self, withdrawal: Withdrawal) -> Iterator[Connection]:
        if withdrawal.user_id is None:
            yield from list(self._connections.values())
            return
        for connection in self._of_member.get(withdrawal.user_id, ()):
            session = str(connection.principal.session_id)
            if withdrawal.session_id is None or withdrawal.session_id == session:
                yield connection

    def _met_by(self, withdrawal: Withdrawal) -> Iterator[Subscription]:
        for connection in self._connections_of(withdrawal):
            if withdrawal.topic is None:
                yield from connection.subscriptions.values()
            elif (subscription := connection.subscriptions.get(withdrawal.topic)) is not None:
                yield subscription

    def _withdraw(self, subscription: Subscription, code: str) -> None:
        self.leave(subscription)
        subscription.connection.reply(unsubscribed_frame(subscription.topic, code))

    # After an interruption

    def interrupted(self) -> None:
        """Deliveries and withdrawals may have been missed: hold all, catch up, ask again."""
        held = [
            subscription
            for connection in self._connections.values()
            for subscription in connection.subscriptions.values()
        ]
        for subscription in held:
            subscription.hold()
        self._background.spawn(self._recover(held, list(self._connections.values())))

    async def _recover(self, held: list[Subscription], connections: list[Connection]) -> None:
        covered = frozenset(held)
        await asyncio.gather(*(fanout.catch_up(covered) for fanout in list(self._fanouts.values())))
        await self._recheck(held, connections)

    async def recheck(self, held: list[Subscription]) -> None:
        """Ask again for what has been held, then let it through or end it."""
        await self._recheck(held, [])

    async def _recheck(self, held: list[Subscription], connections: list[Connection]) -> None:
        by_connection: dict[Connection, list[Subscription]] = defaultdict(list)
        for connection in connections:
            by_connection[connection] = []
        for subscription in held:
            by_connection[subscription.connection].append(subscription)
        rest = iter(by_connection.items())

        async def work() -> None:
            for connection, subscriptions in rest:
                if not connection.closed:
                    await self._recheck_one(connection, subscriptions)

        await asyncio.gather(*(work() for _ in range(_RECHECKS_AT_ONCE)))

    async def _recheck_one(self, connection: Connection, held: list[Subscription]) -> None:
        topics = {subscription.topic for subscription in held if not subscription.ended}
        try:
            principal = await self._confirm(connection.principal)
            if principal is None:
                connection.close(CloseCode.SESSION_ENDED, "SESSION_ENDED")
                return
            allowed = await self._rights.allowed(principal, topics)
        except Exception as error:
            # Whatever went wrong, what is held may neither be let through nor wait for ever.
            if not isinstance(error, Unavailable):
                _log.exception("Rights could not be asked for again")
            connection.close(CloseCode.RESUME, "Please come back.")
            return
        connection.principal = principal
        now = self._timers.monotonic()
        for subscription in held:
            if subscription.topic in allowed:
                subscription.release(now)
            elif not subscription.ended:
                self._withdraw(subscription, "WITHDRAWN")

    # Stopping

    async def shutdown(
        self, code: CloseCode, reason: str, *, over: float = 0.0, within: float
    ) -> None:
        """Send every client elsewhere, one after the other `over` so many seconds, and wait until
        they have left. Who is not sent away yet goes on hearing."""
        self.closing = True
        begun = self._timers.monotonic()
        leaving = list(self._connections.values())
        for number, connection in enumerate(leaving):
            due = begun + over * number / len(leaving)
            if due - self._timers.monotonic() > _LEAVE_TOGETHER:
                await pause(self._timers, due - self._timers.monotonic())
            connection.flush(self._timers.monotonic())
            connection.close(code, reason)
        if self._not_gone:
            self._all_gone = asyncio.get_running_loop().create_future()
            await wait_within(self._timers, self._all_gone, within)

    def _forget(self, connection: Connection) -> None:
        for subscription in list(connection.subscriptions.values()):
            self.leave(subscription)
        user_id = str(connection.principal.user_id)
        del self._connections[connection.id]
        of_member = self._of_member[user_id]
        of_member.discard(connection)
        if not of_member:
            del self._of_member[user_id]
        self._metrics.connection_closed()
        for left in self._left:
            left(connection)

    def _let_go(self, connection: Connection) -> None:
        self._not_gone.discard(connection)
        if self._all_gone is not None and not self._not_gone and not self._all_gone.done():
            self._all_gone.set_result(None)
