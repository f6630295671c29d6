"""What is counted, under which names, and what counting costs."""

import time

import pytest
from prometheus_client.parser import text_string_to_metric_families

from longhouse.kernel.telemetry.metrics import Metrics
from longhouse.realtime.metrics import Metrics as CoreMetrics


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(pod="backend-1")


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    for family in text_string_to_metric_families(metrics.render().decode()):
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return sample.value
    return None


def test_requests_are_counted_and_timed_by_the_route_they_met(metrics: Metrics) -> None:
    metrics.request_answered("GET", "/api/v1/users/{id}", 200, 0.004)
    metrics.request_answered("GET", "/api/v1/users/{id}", 200, 0.3)
    labels = {"handler": "/api/v1/users/{id}", "status": "200"}
    assert value(metrics, "http_requests_total", method="GET", **labels) == 2
    assert value(metrics, "http_request_duration_seconds_count", **labels) == 2
    assert value(metrics, "http_request_duration_seconds_bucket", le="0.005", **labels) == 1


def test_sockets_messages_and_their_latency_are_counted(metrics: Metrics) -> None:
    metrics.connection_opened()
    metrics.connection_opened()
    metrics.connection_closed()
    metrics.subscribed(3)
    metrics.unsubscribed()
    metrics.frames_count["out"] += 200
    metrics.frames_count["in"] += 1
    metrics.message_published("default")
    metrics.message_broadcast(0.003)
    assert value(metrics, "websocket_connections_active", pod="backend-1") == 1
    assert value(metrics, "websocket_subscriptions_active") == 2
    assert value(metrics, "websocket_frames_total", direction="out") == 200
    assert value(metrics, "websocket_frames_total", direction="in") == 1
    assert value(metrics, "messages_published_total", channel="default") == 1
    metrics.message_broadcast(0.001)
    metrics.message_broadcast(7)
    latency = "message_broadcast_latency_seconds"
    assert value(metrics, f"{latency}_bucket", le="0.001") == 1
    assert value(metrics, f"{latency}_bucket", le="0.005") == 2
    assert value(metrics, f"{latency}_bucket", le="+Inf") == 3
    assert value(metrics, f"{latency}_count") == 3
    assert value(metrics, f"{latency}_sum") == pytest.approx(7.004)


def test_the_database_the_outbox_jobs_and_limits_are_counted(metrics: Metrics) -> None:
    metrics.query_finished("ok", 0.0003)
    metrics.query_finished("error", 0.1)
    metrics.watch_pool(lambda: {"idle": 3, "used": 2})
    metrics.event_recorded("posts.PostPublished")
    metrics.events_relayed(4)
    metrics.events_waiting(7)
    metrics.job_finished("identity.purge_sessions", "done", 0.2)
    metrics.rate_limited("sign_in")
    assert value(metrics, "db_queries_total", outcome="ok") == 1
    assert value(metrics, "db_errors_total") == 1
    assert value(metrics, "db_query_duration_seconds_count") == 2
    assert value(metrics, "db_pool_connections", state="idle") == 3
    assert value(metrics, "db_pool_connections", state="used") == 2
    assert value(metrics, "events_recorded_total", event="posts.PostPublished") == 1
    assert value(metrics, "outbox_relayed_total") == 4
    assert value(metrics, "outbox_waiting") == 7
    job = "identity.purge_sessions"
    assert value(metrics, "jobs_finished_total", job=job, outcome="done") == 1
    assert value(metrics, "job_duration_seconds_count", job=job) == 1
    assert value(metrics, "rate_limited_total", limit="sign_in") == 1


def test_the_core_of_realtime_can_count_with_it(metrics: Metrics) -> None:
    core: CoreMetrics = metrics
    core.message_published("room")
    assert value(metrics, "messages_published_total", channel="room") == 1


def test_the_process_itself_is_measured(metrics: Metrics) -> None:
    resident = value(metrics, "process_resident_memory_bytes")
    assert resident is not None
    assert resident > 1_000_000


def test_names_from_outside_cannot_fill_the_memory(metrics: Metrics) -> None:
    for number in range(2_000):
        metrics.message_published(f"canvas-{number}")
        metrics.request_answered(f"BREW{number}", "unmatched", 405, 0.001)
    text = metrics.render().decode()
    assert text.count("messages_published_total{") <= 501
    assert text.count("http_requests_total{") == 1
    assert value(metrics, "messages_published_total", channel="other") == 1_500


def test_two_houses_in_one_process_do_not_share_counts(metrics: Metrics) -> None:
    metrics.connection_opened()
    assert value(Metrics(pod="backend-1"), "websocket_connections_active", pod="backend-1") == 0


def test_an_observation_costs_microseconds(metrics: Metrics) -> None:
    rounds = 20_000
    begun = time.thread_time()
    for _ in range(rounds):
        metrics.request_answered("GET", "/api/v1/users/{id}", 200, 0.004)
    # About 1 µs on an idle machine; the bound leaves room for a loaded one.
    assert (time.thread_time() - begun) / rounds < 20e-6
