"""Letting a connection in: where it may come from, who it is, and that this still holds.

A browser proves itself by the session cookie together with its Origin; only that pair counts,
because a page of another site can make a browser send the cookie. A client that is not a browser
sends no Origin: its cookie is not looked at, and it shows a bearer or, in its first frame, a
ticket. Nothing secret is taken from a URL: any query string is refused.
"""

from collections.abc import Awaitable, Callable, Generator, MutableMapping
from contextlib import contextmanager
from typing import Any, Protocol

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.principal import Principal
from longhouse.realtime.connection import Connection, Sink
from longhouse.realtime.crowd import Crowd, Crowded, Stay
from longhouse.realtime.errors import SOCKETS_RETRY_SECONDS, TooManySockets
from longhouse.realtime.hub import Confirm, Hub
from longhouse.realtime.metrics import Metrics
from longhouse.realtime.protocol import FrameError, read_ticket
from longhouse.realtime.tickets import Tickets
from longhouse.realtime.withdrawals import Withdrawals

Scope = MutableMapping[str, Any]


class Authenticate(Protocol):
    async def __call__(self, scope: Scope) -> Principal | None:
        """Who the headers say that this is: None when they show nothing, `Unauthorized` when what
        they show is not, or no longer, good."""
        ...


class OriginAllowed(Protocol):
    def __call__(self, origin: str | None, host: str | None, *, secure: bool) -> bool: ...


class Refusal(Exception):
    """The handshake is answered with this status instead of a socket."""

    def __init__(self, status: int, sentence: str, *, retry_after: int | None = None) -> None:
        self.status = status
        self.sentence = sentence
        self.headers = {} if retry_after is None else {"retry-after": str(retry_after)}
        super().__init__(sentence)


class Door:
    def __init__(
        self,
        hub: Hub,
        withdrawals: Withdrawals,
        tickets: Tickets,
        *,
        authenticate: Callable[[Scope], Awaitable[Principal | None]],
        confirm: Confirm,
        origin_allowed: OriginAllowed,
        crowd: Crowd,
        most_of_member: int,
        metrics: Metrics,
    ) -> None:
        self._hub = hub
        self._withdrawals = withdrawals
        self._tickets = tickets
        self._authenticate = authenticate
        self._confirm = confirm
        self._origin_allowed = origin_allowed
        self._crowd = crowd
        self._most_of_member = most_of_member
        self._metrics = metrics

    def knock(self, address: str | None) -> Stay:
        """Count a socket of this address, before anything is looked up for it. Whoever knocks has
        to `leave` in the end, whatever comes of it."""
        with self._room():
            return self._crowd.come(address)

    async def recognise(self, scope: Scope, stay: Stay) -> Principal | None:
        """Who knocks, by the headers alone; None when a ticket has to follow."""
        try:
            principal = await self._look(scope)
        except Unauthorized:
            self._take_for_stranger(stay)
            raise
        if principal is None:
            self._take_for_stranger(stay)
        return principal

    async def _look(self, scope: Scope) -> Principal | None:
        if self._hub.closing:
            raise Refusal(503, "Server shutting down")
        if scope["query_string"]:
            raise Refusal(400, "This address takes no query: send the ticket in the first frame.")
        origins = _header_values(scope, b"origin")
        if not origins:
            return await self._authenticate(_without_cookies(scope))
        host = next(iter(_header_values(scope, b"host")), None)
        secure = scope.get("scheme") in ("wss", "https")
        if len(origins) > 1 or not self._origin_allowed(origins[0], host, secure=secure):
            raise Refusal(403, "This page may not open a socket here.")
        return await self._authenticate(scope)

    async def redeem(self, line: str) -> Principal:
        """Who the first frame's ticket was given to."""
        try:
            ticket = read_ticket(line)
        except FrameError:
            raise Unauthorized("Please send your ticket first.") from None
        principal = await self._tickets.redeem(ticket)
        if principal is None:
            raise Unauthorized("That ticket is spent, unknown or too old. Please ask for another.")
        return principal

    async def admit(self, principal: Principal, sink: Sink, stay: Stay | None = None) -> Connection:
        """Register the connection of a member whose session is alive at this very moment."""
        user_id, session_id = str(principal.user_id), str(principal.session_id)
        while True:
            await self._withdrawals.settled(user_id, session_id, None)
            with self._withdrawals.watch(user_id) as watch:
                confirmed = await self._confirm(principal)
                if confirmed is None:
                    raise Unauthorized
                if self._hub.closing:
                    raise Unavailable
                if watch.disturbed:
                    continue
                if self._hub.connections_of(user_id) >= self._most_of_member:
                    self._metrics.rate_limited("sockets_of_member")
                    raise TooManySockets
                if stay is not None:
                    stay.as_member()
                return self._hub.open(confirmed, sink)

    def _take_for_stranger(self, stay: Stay) -> None:
        with self._room():
            stay.as_stranger()

    @contextmanager
    def _room(self) -> Generator[None]:
        try:
            yield
        except Crowded:
            self._metrics.rate_limited("sockets_of_address")
            sentence = "There are too many sockets of this address. Please try again later."
            raise Refusal(429, sentence, retry_after=SOCKETS_RETRY_SECONDS) from None


def _header_values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _without_cookies(scope: Scope) -> Scope:
    headers = [(key, value) for key, value in scope["headers"] if key.lower() != b"cookie"]
    return {**scope, "headers": headers}
