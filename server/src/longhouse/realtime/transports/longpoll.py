"""`GET /events`: what happens, for clients that cannot hold a socket."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import Parameter

from longhouse.kernel.errors import InvalidRequest
from longhouse.kernel.http.gate import LINGERS
from longhouse.kernel.principal import Principal
from longhouse.realtime.longpoll import LongPoll

_MOST = 200


class CursorMeta(msgspec.Struct, frozen=True):
    cursor: str


class Events(msgspec.Struct, frozen=True):
    events: list[msgspec.Raw]
    topics: dict[str, dict[str, object]]
    meta: CursorMeta


@get("/events", summary="Wait for what happens", tags=["realtime"], opt={LINGERS: True})
async def wait_for_events(
    principal: Principal,
    longpoll: LongPoll,
    topics: Annotated[
        str | None,
        Parameter(description="Topics to begin with, separated by commas.", max_length=20_000),
    ] = None,
    cursor: Annotated[
        str | None, Parameter(description="Where the last answer ended.", max_length=40_000)
    ] = None,
) -> Events:
    """Begin with `topics`, fetch what they show, then ask again and again with `cursor`.

    The first call answers at once; the others wait until something happens, at most 25 seconds.
    """
    if (topics is None) == (cursor is None):
        raise InvalidRequest("Please give either topics or a cursor.")
    if cursor is not None:
        answer = await longpoll.poll(principal, cursor)
    else:
        names = [name.strip() for name in (topics or "").split(",") if name.strip()]
        if not 0 < len(names) <= _MOST:
            raise InvalidRequest(f"Please name between one and {_MOST} topics.")
        answer = await longpoll.begin(principal, names)
    return Events(events=answer.events, topics=answer.topics, meta=CursorMeta(answer.cursor))
