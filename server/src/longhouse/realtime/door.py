"""Letting a connection in: where it may come from, who it is, and that this still holds.

A browser proves itself by the session cookie together with its Origin; only that pair counts,
because a page of another site can make a browser send the cookie. A client that is not a browser
sends no Origin: its cookie is not looked at, and it shows a bearer or, in its first frame, a
ticket. Nothing secret is taken from a URL: any query string is refused.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.principal import Principal
from longhouse.realtime.connection import Connection, Sink
from longhouse.realtime.hub import Confirm, Hub
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

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
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
    ) -> None:
        self._hub = hub
        self._withdrawals = withdrawals
        self._tickets = tickets
        self._authenticate = authenticate
        self._confirm = confirm
        self._origin_allowed = origin_allowed

    async def recognise(self, scope: Scope) -> Principal | None:
        """Who knocks, by the headers alone; None when a ticket has to follow."""
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

    async def admit(self, principal: Principal, sink: Sink) -> Connection:
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
                if not watch.disturbed:
                    return self._hub.open(confirmed, sink)


def _header_values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _without_cookies(scope: Scope) -> Scope:
    headers = [(key, value) for key, value in scope["headers"] if key.lower() != b"cookie"]
    return {**scope, "headers": headers}
