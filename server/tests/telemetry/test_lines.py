"""What a log line looks like, and that nobody can write one in another's name."""

import io
import json
import logging
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.context import TraceContext
from longhouse.kernel.telemetry.logs import Logs
from longhouse.kernel.telemetry.settings import TelemetrySettings

log = logging.getLogger("longhouse.tests")
FORGED = 'ada\r\n{"level":"info","message":"admin approved mallory"}\r\n\x1b[2J\x1b]0;owned\x07'


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def started(stream: io.StringIO, **chosen: Any) -> Logs:
    logs = Logs(TelemetrySettings(**chosen), stream=stream)
    logs.start()
    return logs


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logs = started(stream)
    yield stream
    logs.stop()


def last(stream: io.StringIO) -> dict[str, Any]:
    return json.loads(stream.getvalue().splitlines()[-1])


def test_a_line_says_when_what_and_whose_work_it_was(stream: io.StringIO) -> None:
    request = context.request_id.set("r-1")
    user = context.user_id.set("u-1")
    place = context.trace.set(TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"))
    try:
        log.info("%s signed in", "ada", extra={"device": "Firefox on Linux"})
    finally:
        context.request_id.reset(request)
        context.user_id.reset(user)
        context.trace.reset(place)
    line = last(stream)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "level": "info",
        "logger": "longhouse.tests",
        "message": "ada signed in",
        "request_id": "r-1",
        "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        "span_id": "00f067aa0ba902b7",
        "user_id": "u-1",
        "fields": {"device": "Firefox on Linux"},
    }


def test_lines_of_one_request_share_a_trace_even_when_nothing_is_traced(
    stream: io.StringIO,
) -> None:
    request = context.request_id.set("0198f3a2-7c1e-7abc-8def-0123456789ab")
    try:
        log.info("hello")
        assert last(stream)["trace_id"] == "0198f3a27c1e7abc8def0123456789ab"
    finally:
        context.request_id.reset(request)
    log.info("outside of any request")
    assert "trace_id" not in last(stream)


def test_an_error_carries_its_whole_stack_in_one_field(stream: io.StringIO) -> None:
    def tell() -> None:
        try:
            raise KeyError("inner")
        except KeyError as error:
            raise RuntimeError("outer") from error

    try:
        tell()
    except RuntimeError:
        log.exception("it failed")
    line = last(stream)
    assert len(stream.getvalue().splitlines()) == 1
    assert line["error"] == "RuntimeError"
    assert "RuntimeError: outer" in line["error_stack"]
    assert "caused by\nKeyError: 'inner'" in line["error_stack"]
    assert "test_lines.py:" in line["error_stack"]
    # A line of source could quote a secret.
    assert "raise RuntimeError" not in line["error_stack"]


def test_a_name_with_line_breaks_and_terminal_codes_stays_one_harmless_line(
    stream: io.StringIO,
) -> None:
    log.info("%s signed in", FORGED, extra={"username": FORGED})
    lines = stream.getvalue().splitlines()
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
    assert "u001b" not in lines[0]
    assert json.loads(lines[0])["message"].startswith('ada {"level":')


def test_a_name_with_line_breaks_cannot_forge_a_readable_line_either() -> None:
    stream = Terminal()
    logs = started(stream)
    try:
        raise ValueError(FORGED)
    except ValueError:
        log.exception("%s failed", FORGED)
    finally:
        logs.stop()
    first, *rest = stream.getvalue().splitlines()
    assert "failed" in first
    assert "\x1b" not in stream.getvalue()
    assert rest
    assert all(line.startswith("    ") for line in rest)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), field=st.recursive(st.text() | st.integers() | st.floats(), st.lists))
def test_whatever_is_logged_every_line_is_a_json_object(
    stream: io.StringIO, text: str, field: object
) -> None:
    stream.seek(0)
    stream.truncate()
    log.info("said %s", text, extra={"about": field})
    written = stream.getvalue()
    assert written.endswith("\n")
    assert written.count("\n") == 1
    assert json.loads(written)["level"] == "info"
    kinds = {unicodedata.category(character) for character in written[:-1]}
    assert kinds.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


def test_a_terminal_gets_text_and_everything_else_json() -> None:
    for stream, chosen, is_json in (
        (Terminal(), "auto", False),
        (Terminal(), "json", True),
        (io.StringIO(), "auto", True),
        (io.StringIO(), "text", False),
    ):
        logs = started(stream, log_format=chosen)
        log.info("hello")
        logs.stop()
        assert stream.getvalue().startswith("{") is is_json


def test_lines_below_the_level_are_not_written() -> None:
    stream = io.StringIO()
    logs = started(stream, log_level="warning")
    log.info("chatter")
    log.warning("trouble")
    logs.stop()
    assert "chatter" not in stream.getvalue()
    assert "trouble" in stream.getvalue()


def test_loggers_of_libraries_end_in_the_same_place(stream: io.StringIO) -> None:
    for name in ("uvicorn.error", "litestar", "asyncpg"):
        logging.getLogger(name).warning("from %s", name)
    loggers = [json.loads(line)["logger"] for line in stream.getvalue().splitlines()]
    assert loggers == ["uvicorn.error", "litestar", "asyncpg"]


def test_the_access_log_of_the_server_is_silent_because_it_shows_queries(
    stream: io.StringIO,
) -> None:
    logging.getLogger("uvicorn.access").info("GET /reset?secret")
    assert stream.getvalue() == ""
