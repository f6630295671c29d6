"""`POST /auth/ws-ticket`: how a client without a cookie gets to open a socket."""

import msgspec
from litestar import post

from longhouse.kernel.principal import Principal
from longhouse.realtime.tickets import TICKET_SECONDS, Tickets


class Ticket(msgspec.Struct, frozen=True):
    ticket: str
    expires_in: int


@post("/auth/ws-ticket", status_code=200, summary="Ask for a socket ticket", tags=["realtime"])
async def issue_ticket(principal: Principal, tickets: Tickets) -> Ticket:
    """Good for one socket within a minute, sent as the first frame: `authenticate`."""
    return Ticket(ticket=await tickets.issue(principal), expires_in=TICKET_SECONDS)
