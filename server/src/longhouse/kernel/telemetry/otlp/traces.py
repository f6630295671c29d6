"""Spans by OTLP, all of them: no sampler decides which are worth keeping."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from contextvars import Token
from types import TracebackType

from opentelemetry import trace as api
from opentelemetry.context import Context, attach, detach
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.trace import NonRecordingSpan, SpanContext, SpanKind, Status, StatusCode

from longhouse import __version__
from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.context import TraceContext
from longhouse.kernel.telemetry.otlp import target
from longhouse.kernel.telemetry.redact import HIDDEN, Redactor, names_a_secret
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.kernel.telemetry.stacks import stack_of
from longhouse.kernel.telemetry.traces import Attribute, Kind, Span, parse_traceparent

_KINDS = {
    "internal": SpanKind.INTERNAL,
    "server": SpanKind.SERVER,
    "client": SpanKind.CLIENT,
    "producer": SpanKind.PRODUCER,
    "consumer": SpanKind.CONSUMER,
}
_SAMPLED = api.TraceFlags(api.TraceFlags.SAMPLED)


class OtlpTracer:
    def __init__(self, settings: TelemetrySettings, redactor: Redactor) -> None:
        self._redactor = redactor
        self._provider = TracerProvider(
            sampler=ALWAYS_ON, resource=target.resource(settings), shutdown_on_exit=False
        )
        self._provider.add_span_processor(
            BatchSpanProcessor(
                OTLPSpanExporter(
                    endpoint=target.address(settings, "traces"),
                    headers=target.headers(settings),
                    timeout=target.TIMEOUT_SECONDS,
                )
            )
        )
        self._tracer = self._provider.get_tracer(target.SCOPE, __version__)

    def span(
        self,
        name: str,
        attributes: Mapping[str, Attribute] | None = None,
        *,
        kind: Kind = "internal",
        traceparent: str | None = None,
    ) -> AbstractContextManager[Span]:
        caller = parse_traceparent(traceparent) if traceparent is not None else None
        span = self._tracer.start_span(
            name,
            context=None if caller is None else _remote(caller),
            kind=_KINDS[kind],
            record_exception=False,
            set_status_on_exception=False,
        )
        recorded = _Recorded(span, self._redactor)
        for key, value in (attributes or {}).items():
            recorded.set(key, value)
        return recorded

    def stop(self) -> None:
        self._provider.shutdown()


class _Recorded:
    __slots__ = ("_attached", "_place", "_redactor", "_span")

    _attached: Token[Context]
    _place: Token[TraceContext | None]

    def __init__(self, span: api.Span, redactor: Redactor) -> None:
        self._span = span
        self._redactor = redactor

    def __enter__(self) -> "_Recorded":
        place = self._span.get_span_context()
        self._attached = attach(api.set_span_in_context(self._span))
        self._place = context.trace.set(
            TraceContext(f"{place.trace_id:032x}", f"{place.span_id:016x}")
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        member = context.user_id.get()
        if member is not None:
            self._span.set_attribute("user_id", member)
        if error is not None:
            self.failed(error)
        context.trace.reset(self._place)
        detach(self._attached)
        self._span.end()

    def set(self, name: str, value: Attribute) -> None:
        if isinstance(value, str):
            value = HIDDEN if names_a_secret(name) else self._redactor.line(value)
        self._span.set_attribute(name, value)

    def failed(self, error: BaseException) -> None:
        said = self._redactor.line(str(error))
        self._span.set_status(Status(StatusCode.ERROR, said))
        self._span.add_event(
            "exception",
            {
                "exception.type": type(error).__qualname__,
                "exception.message": said,
                "exception.stacktrace": self._redactor.text(stack_of(error)),
            },
        )


def _remote(caller: TraceContext) -> Context:
    place = SpanContext(
        trace_id=int(caller.trace_id, 16),
        span_id=int(caller.span_id or "0", 16),
        is_remote=True,
        trace_flags=_SAMPLED,
    )
    return api.set_span_in_context(NonRecordingSpan(place))
