"""Logs: one JSON object on each line of stderr, or one readable line on a terminal.

Every logger of the process ends here, those of libraries too. A line is made once, without its
secrets, and all that write it down, the OTLP exporter included, write that.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TextIO, cast

import msgspec

from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.lines import Lines
from longhouse.kernel.telemetry.redact import Redactor
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.kernel.telemetry.stacks import stack_of

# Libraries that bring handlers of their own, which would bypass ours.
_FOREIGN = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "litestar")
# These speak at `info` of what our own lines and metrics already say, or show query strings.
_QUIET = ("uvicorn.access", "httpx", "httpcore", "asyncio", "urllib3", "opentelemetry", "pgqueuer")
_ENTRY = "longhouse_entry"
# What a process that stops waits for its last lines to be taken.
_LAST_LINES_SECONDS = 2.0
# What a record has of its own; anything else was given by the caller as `extra`.
_OWN_ATTRIBUTES = frozenset(
    (
        *logging.LogRecord("", 0, "", 0, "", (), None).__dict__,
        *("message", "asctime", "taskName", "color_message", _ENTRY),
    )
)

_TRACE_ID = re.compile(r"[0-9a-f]{32}")

_encoder = msgspec.json.Encoder()


class Entry(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One line of the log, safe to be written anywhere."""

    timestamp: str
    level: str
    logger: str
    message: str
    request_id: str | None = None
    trace_id: str | None = None
    span_id: str | None = None
    user_id: str | None = None
    error: str | None = None
    error_stack: str | None = None
    fields: dict[str, object] = msgspec.field(default_factory=dict[str, object])


class Logs:
    """The logging of one process, from `start` to `stop`."""

    def __init__(
        self,
        settings: TelemetrySettings,
        *,
        secrets: Iterable[str] = (),
        stream: TextIO | None = None,
    ) -> None:
        self.redactor = Redactor(secrets)
        self._level = settings.log_level.upper()
        target = stream or sys.stderr
        text = settings.log_format == "text" or (settings.log_format == "auto" and target.isatty())
        self._lines = Lines(target, self._say_lost)
        self._stream = _LineHandler(self._lines)
        self._stream.setFormatter(_TextFormatter() if text else _JsonFormatter())
        self._stream.addFilter(self._describe)
        self._more: list[logging.Handler] = []
        self._before: tuple[list[logging.Handler], int] | None = None

    @property
    def lost(self) -> int:
        """How many lines could not be written."""
        return self._lines.lost

    def start(self) -> None:
        root = logging.getLogger()
        self._before = (root.handlers[:], root.level)
        root.handlers[:] = [self._stream, *self._more]
        root.setLevel(self._level)
        for name in _FOREIGN:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
        for name in _QUIET:
            logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
        logging.captureWarnings(capture=True)

    def also(self, handler: logging.Handler) -> None:
        """Let `handler` have every line too, as the `Entry` that `entry_of` finds in a record."""
        handler.addFilter(self._describe)
        self._more.append(handler)
        if self._before is not None:
            logging.getLogger().addHandler(handler)

    def stop(self) -> None:
        if self._before is None:
            return
        root = logging.getLogger()
        logging.captureWarnings(capture=False)
        root.handlers[:], level = self._before
        root.setLevel(level)
        self._before = None
        self._lines.stop(within=_LAST_LINES_SECONDS)

    def _say_lost(self, count: int) -> str:
        text = "%d log lines were lost: they could not be written"
        record = logging.LogRecord(__name__, logging.WARNING, "", 0, text, (count,), None)
        self._describe(record)
        return self._stream.format(record)

    def _describe(self, record: logging.LogRecord) -> bool:
        if _ENTRY not in record.__dict__:
            record.__dict__[_ENTRY] = _entry(record, self.redactor)
        return True


def entry_of(record: logging.LogRecord) -> Entry:
    return cast("Entry", record.__dict__[_ENTRY])


def _entry(record: logging.LogRecord, redactor: Redactor) -> Entry:
    error = record.exc_info[1] if record.exc_info else None
    place = context.trace.get()
    request = context.request_id.get()
    extra = {name: value for name, value in record.__dict__.items() if name not in _OWN_ATTRIBUTES}
    return Entry(
        timestamp=_timestamp(record.created),
        level=record.levelname.lower(),
        logger=redactor.line(record.name),
        message=redactor.line(_message(record, redactor)),
        request_id=request,
        trace_id=place.trace_id if place else _own_trace(request),
        span_id=place.span_id if place else None,
        user_id=context.user_id.get(),
        error=type(error).__qualname__ if error else None,
        error_stack=redactor.text(stack_of(error)) if error else None,
        fields=redactor.mapping(cast("Mapping[object, object]", extra)) if extra else {},
    )


def _own_trace(request_id: str | None) -> str | None:
    """Where nothing is traced, the request is its own trace, so that lines can still be joined."""
    found = (request_id or "").replace("-", "")
    return found if _TRACE_ID.fullmatch(found) else None


def _message(record: logging.LogRecord, redactor: Redactor) -> str:
    if isinstance(record.args, Mapping):
        # `%(password)s` leaves no name beside the value once it is put in.
        record.args = redactor.mapping(cast("Mapping[object, object]", record.args))
    try:
        return record.getMessage()
    except Exception:
        # A faulty call must not cost the line, nor have its arguments printed bare.
        record.args = None
        return str(record.msg)


def _timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


class _LineHandler(logging.Handler):
    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._lines.put(self.format(record))
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's own name
        """Say that a line was lost; the standard handler would print its arguments bare."""
        error = sys.exc_info()[0]
        name = error.__name__ if error else "nothing"
        try:
            self._lines.put(f"a log line of {record.name!a} was lost: {name}")
        except (OSError, ValueError):
            return  # stderr itself is gone.


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _encoder.encode(entry_of(record)).decode()


class _TextFormatter(logging.Formatter):
    """One line for people; what belongs to it is indented, so that nothing can pose as a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = entry_of(record)
        clock = entry.timestamp[11:23]
        line = f"{clock} {entry.level:<7} {entry.logger}: {entry.message}"
        about: dict[str, object] = dict(entry.fields)
        about.update(
            (name, value)
            for name, value in (("user", entry.user_id), ("request", entry.request_id))
            if value is not None
        )
        if about:
            line += "  " + " ".join(
                f"{name}={_encoder.encode(value).decode()}" for name, value in about.items()
            )
        if entry.error_stack:
            line += "".join(f"\n    {part}" for part in entry.error_stack.splitlines())
        return line
