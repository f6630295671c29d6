"""Tickets: how a client without a cookie brings its sign-in to a socket, never in a URL.

A ticket is asked for over authenticated HTTP, lives a minute, and is taken by the first who shows
it. Only its hash is kept, so that whoever reads the live store cannot use what is found there. A
ticket outlives its session by nothing: who is admitted is asked for afresh.
"""

import hashlib
import secrets

import msgspec

from longhouse.kernel.live import Live
from longhouse.kernel.principal import Principal

TICKET_SECONDS = 60

_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(Principal)


class Tickets:
    def __init__(self, live: Live) -> None:
        self._live = live

    async def issue(self, principal: Principal) -> str:
        ticket = secrets.token_urlsafe(32)
        await self._live.put(_key(ticket), _encode(principal), TICKET_SECONDS)
        return ticket

    async def redeem(self, ticket: str) -> Principal | None:
        """Who asked for the ticket, for the first who shows it within its minute."""
        kept = await self._live.take(_key(ticket))
        return None if kept is None else _decoder.decode(kept)


def _key(ticket: str) -> str:
    return "ws-ticket:" + hashlib.sha256(ticket.encode()).hexdigest()
