"""Traces: what a piece of work is part of, and how long each part took.

`Untraced` is what runs by default: it measures nothing, costs a fraction of a microsecond, and
still hands a trace that came from outside on to the logs and to whoever is called next. With an
OTLP endpoint `open_tracer` gives the one that records, and only then is the SDK imported.
"""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, Protocol

from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.context import TraceContext
from longhouse.kernel.telemetry.redact import Redactor
from longhouse.kernel.telemetry.settings import TelemetrySettings

if TYPE_CHECKING:
    from types import TracebackType

Attribute = str | int | float | bool
Kind = Literal["internal", "server", "client", "producer", "consumer"]

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


class Span(Protocol):
    def set(self, name: str, value: Attribute) -> None:
        """Say more about the work; ids by their usual names: `section_id`, `post_id`."""
        ...

    def failed(self, error: BaseException) -> None:
        """Note an error that is answered inside the block and does not leave it."""
        ...


class Tracer(Protocol):
    def span(
        self,
        name: str,
        attributes: Mapping[str, Attribute] | None = None,
        *,
        kind: Kind = "internal",
        traceparent: str | None = None,
    ) -> AbstractContextManager[Span]:
        """Time the block. An error that leaves it is noted and goes on.

        `traceparent` is the header of whoever asked for this work, if they sent one; without it
        the span belongs to the one around it. The member's id is added by itself.
        """
        ...

    def stop(self) -> None:
        """Send what is still waiting."""
        ...


class Untraced:
    """Records nothing."""

    def __init__(self) -> None:
        self._nothing = _Nothing()

    def span(
        self,
        name: str,
        attributes: Mapping[str, Attribute] | None = None,
        *,
        kind: Kind = "internal",
        traceparent: str | None = None,
    ) -> AbstractContextManager[Span]:
        if traceparent is not None:
            context.trace.set(parse_traceparent(traceparent))
        return self._nothing

    def stop(self) -> None:
        pass


class _Nothing:
    __slots__ = ()

    def __enter__(self) -> "_Nothing":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: "TracebackType | None",
    ) -> None:
        pass

    def set(self, name: str, value: Attribute) -> None:
        pass

    def failed(self, error: BaseException) -> None:
        pass


def open_tracer(settings: TelemetrySettings, redactor: Redactor) -> Tracer:
    if settings.otlp_endpoint is None:
        return Untraced()
    from longhouse.kernel.telemetry.otlp.traces import OtlpTracer

    return OtlpTracer(settings, redactor)


def parse_traceparent(header: str) -> TraceContext | None:
    """The place that a caller gives us, or None when the header is not as the W3C wants it."""
    match = _TRACEPARENT.fullmatch(header.strip())
    if match is None:
        return None
    version, trace_id, span_id, rest = match.groups()
    if (
        version == "ff"
        or (version == "00" and rest)
        or not (int(trace_id, 16) and int(span_id, 16))
    ):
        return None
    return TraceContext(trace_id, span_id)


def traceparent() -> str | None:
    """The header for a call that we make, when there is a trace to be part of."""
    place = context.trace.get()
    if place is None or place.span_id is None:
        return None
    return f"00-{place.trace_id}-{place.span_id}-01"
