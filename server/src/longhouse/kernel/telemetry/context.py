"""Whose work this is: what a log line and a span carry without being handed it.

Every request and every socket message runs in a task of its own, so what is set here ends with it.
"""

from contextvars import ContextVar

import msgspec


class TraceContext(msgspec.Struct, frozen=True):
    """A place in a trace, in the hexadecimal spelling of the W3C."""

    trace_id: str
    span_id: str | None = None


request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
user_id: ContextVar[str | None] = ContextVar("user_id", default=None)
trace: ContextVar[TraceContext | None] = ContextVar("trace", default=None)
