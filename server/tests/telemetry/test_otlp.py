"""A collector on the loopback gets what the house says, in the protocol's own bytes."""

import gzip
import io
import logging
import threading
import time
from collections.abc import Iterator
from contextvars import copy_context
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from longhouse.kernel.telemetry import context
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.kernel.telemetry.telemetry import Telemetry
from longhouse.kernel.telemetry.traces import traceparent

HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
SECRET = "Zq-open-sesame"


class Collector:
    """What a real collector would have taken."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, bytes, str | None]] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                collector.requests.append((self.path, body, self.headers.get("X-Scope-OrgID")))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def bodies(self, path: str) -> list[bytes]:
        return [body for where, body, _ in self.requests if where == path]

    def spans(self) -> dict[str, Span]:
        return {
            span.name: span
            for body in self.bodies("/v1/traces")
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        }


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.stop()


@pytest.fixture
def house(collector: Collector) -> Iterator[Telemetry]:
    house = Telemetry(
        TelemetrySettings(
            otlp_endpoint=collector.endpoint,
            otlp_headers="X-Scope-OrgID=longhouse",
            service_name="our-house",
            pod_name="backend-1",
        ),
        stream=io.StringIO(),
    )
    house.start()
    yield house
    house.stop()


def named(attributes: object) -> dict[str, object]:
    found: dict[str, object] = {}
    pairs: list[KeyValue] = list(attributes)  # pyright: ignore[reportArgumentType, reportUnknownVariableType] -- protobuf's containers are not typed
    for pair in pairs:
        kind = pair.value.WhichOneof("value")
        found[pair.key] = getattr(pair.value, kind) if kind else None
    return found


def test_every_span_arrives_with_its_parent_its_member_and_its_error(
    collector: Collector, house: Telemetry
) -> None:
    def work() -> None:
        with house.tracer.span(
            "POST /posts", {"section_id": "s-1"}, kind="server", traceparent=HEADER
        ) as span:
            context.user_id.set("u-1")
            span.set("post_id", "p-1")
            with house.tracer.span("db.query", kind="client"):
                sent_on = traceparent()
            assert sent_on is not None
            assert sent_on.startswith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
            assert sent_on != HEADER
            raise ValueError(f"password={SECRET}")

    with pytest.raises(ValueError, match="password"):
        copy_context().run(work)
    assert context.trace.get() is None
    house.stop()

    spans = collector.spans()
    request, query = spans["POST /posts"], spans["db.query"]
    assert request.trace_id.hex() == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert request.parent_span_id.hex() == "00f067aa0ba902b7"
    assert query.parent_span_id == request.span_id
    said = named(request.attributes)
    assert {"user_id": "u-1", "section_id": "s-1", "post_id": "p-1"}.items() <= said.items()
    assert request.status.code == 2
    assert named(request.events[0].attributes)["exception.type"] == "ValueError"
    assert all(SECRET.encode() not in body for _, body, _ in collector.requests)


def test_an_error_that_is_answered_inside_is_noted_too(
    collector: Collector, house: Telemetry
) -> None:
    with house.tracer.span("GET /x") as span:
        span.failed(KeyError("gone"))
    house.stop()
    noted = collector.spans()["GET /x"]
    assert noted.status.code == 2
    assert named(noted.events[0].attributes)["exception.type"] == "KeyError"


def test_none_of_a_thousand_spans_is_left_out(collector: Collector, house: Telemetry) -> None:
    for number in range(1_000):
        with house.tracer.span(f"work {number}"):
            pass
    house.stop()
    assert len(collector.spans()) == 1_000


def test_log_lines_arrive_with_their_trace_and_without_their_secrets(
    collector: Collector, house: Telemetry
) -> None:
    with house.tracer.span("GET /x"):
        logging.getLogger("longhouse.tests").warning(
            "token=%s", SECRET, extra={"topic": "room:1", "password": SECRET}
        )
        place = context.trace.get()
    house.stop()
    assert place is not None
    records = [
        record
        for body in collector.bodies("/v1/logs")
        for resource in ExportLogsServiceRequest.FromString(body).resource_logs
        for scope in resource.scope_logs
        for record in scope.log_records
    ]
    (record,) = [record for record in records if record.body.string_value.startswith("token=")]
    assert record.body.string_value == "token=[redacted]"
    assert record.severity_text == "warning"
    assert record.trace_id.hex() == place.trace_id
    assert record.span_id.hex() == place.span_id
    assert named(record.attributes)["topic"] == "room:1"
    assert all(SECRET.encode() not in body for _, body, _ in collector.requests)


def test_the_registry_is_sent_as_prometheus_would_read_it(
    collector: Collector, house: Telemetry
) -> None:
    for seconds in (0.004, 0.004, 0.3):
        house.metrics.request_answered("GET", "/feed", 200, seconds)
    house.stop()
    requests = [
        ExportMetricsServiceRequest.FromString(body) for body in collector.bodies("/v1/metrics")
    ]
    (resource,) = requests[-1].resource_metrics
    assert named(resource.resource.attributes)["service.name"] == "our-house"
    assert named(resource.resource.attributes)["service.instance.id"] == "backend-1"
    metrics = {metric.name: metric for metric in resource.scope_metrics[0].metrics}
    assert metrics["http_requests_total"].sum.data_points[0].as_double == 3
    (histogram,) = metrics["http_request_duration_seconds"].histogram.data_points
    assert histogram.count == 3
    assert sum(histogram.bucket_counts) == 3
    assert len(histogram.bucket_counts) == len(histogram.explicit_bounds) + 1
    assert not histogram.HasField("max")


def test_every_request_carries_the_configured_headers(
    collector: Collector, house: Telemetry
) -> None:
    with house.tracer.span("x"):
        pass
    house.stop()
    assert collector.requests
    assert {scope for _, _, scope in collector.requests} == {"longhouse"}


def test_a_collector_that_is_gone_delays_neither_work_nor_stopping() -> None:
    house = Telemetry(TelemetrySettings(otlp_endpoint="http://127.0.0.1:1"), stream=io.StringIO())
    house.start()
    begun = time.monotonic()
    with house.tracer.span("work"):
        logging.getLogger("longhouse.tests").info("hello")
    assert time.monotonic() - begun < 1
    house.stop()
    assert time.monotonic() - begun < 30
