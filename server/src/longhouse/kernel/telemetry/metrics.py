"""Metrics: every name that the house counts under, and the one registry that holds them.

A caller says what happened in one call. The labelled child of each metric is looked up once and
kept, so that an observation costs little more than the counting itself.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics import disable_created_metrics
from prometheus_client.registry import Collector

from longhouse.kernel.telemetry.unlocked import Frames, Seconds

OTHER = "other"

Outcome = Literal["ok", "error"]

# A name that comes from outside, such as that of a canvas, may not fill the memory with series.
_MOST_CHILDREN = 500
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_HTTP_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10)
_QUERY_SECONDS = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5)
_LIVE_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 5)
_JOB_SECONDS = (0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300)


class Metrics:
    """The counts of one process."""

    def __init__(self, pod: str) -> None:
        disable_created_metrics()
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)

        self._http_requests = Counter(
            "http_requests_total",
            "Answers given, by method, handler and status.",
            ("method", "handler", "status"),
            registry=registry,
        )
        self._http_seconds = Histogram(
            "http_request_duration_seconds",
            "From the first byte of a request to the last of its answer.",
            ("handler", "status"),
            buckets=_HTTP_SECONDS,
            registry=registry,
        )
        self._db_queries = Counter(
            "db_queries_total", "Statements sent.", ("outcome",), registry=registry
        )
        self._db_seconds = Histogram(
            "db_query_duration_seconds",
            "From sending a statement to having its rows.",
            buckets=_QUERY_SECONDS,
            registry=registry,
        )
        self._db_errors = Counter("db_errors_total", "Statements that failed.", registry=registry)
        self._connections = Gauge(
            "websocket_connections_active", "Sockets that are open.", ("pod",), registry=registry
        ).labels(pod)
        self._subscriptions = Gauge(
            "websocket_subscriptions_active", "Topics that sockets listen to.", registry=registry
        )
        frames = Frames()
        registry.register(frames)
        self.frames_count = frames.counts
        self._published = _CountsBy(
            "channel",
            "messages_published_total",
            "Messages published, by kind of topic.",
            registry,
        )
        self._broadcast = Seconds(
            "message_broadcast_latency_seconds",
            "From publishing a message to having handed it to every socket of this process.",
            _LIVE_SECONDS,
        )
        registry.register(self._broadcast)
        self._recorded = _CountsBy(
            "event",
            "events_recorded_total",
            "Facts stored: posts published, comments added, reactions, deletes and all others.",
            registry,
        )
        self._relayed = Counter(
            "outbox_relayed_total", "Events told after their commit.", registry=registry
        )
        self._waiting = Gauge(
            "outbox_waiting", "Events stored and not yet told.", registry=registry
        )
        self._jobs = Counter(
            "jobs_finished_total", "Jobs, by outcome.", ("job", "outcome"), registry=registry
        )
        self._job_seconds = Histogram(
            "job_duration_seconds",
            "How long a job ran.",
            ("job",),
            buckets=_JOB_SECONDS,
            registry=registry,
        )
        self._limited = _CountsBy(
            "limit", "rate_limited_total", "Requests refused by a limit.", registry
        )
        self._notifications = _CountsBy(
            "channel",
            "notifications_sent_total",
            "Notifications that reached somebody, by way.",
            registry,
        )
        self._http_children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._query_children = {
            outcome: self._db_queries.labels(outcome) for outcome in ("ok", "error")
        }
        self._job_children: dict[tuple[str, str], tuple[Counter, Histogram]] = {}

    def request_answered(self, method: str, handler: str, status: int, seconds: float) -> None:
        """`handler` is the path as the route declares it, never the path of a request."""
        children = self._http_children.get((method, handler, status))
        if children is None:
            children = self._new_http_children(method, handler, status)
        children[0].inc()
        children[1].observe(seconds)

    def rate_limited(self, limit: str) -> None:
        self._limited.add(limit)

    def query_finished(self, outcome: Outcome, seconds: float) -> None:
        self._query_children[outcome].inc()
        self._db_seconds.observe(seconds)
        if outcome == "error":
            self._db_errors.inc()

    def watch_pool(self, read: Callable[[], Mapping[str, int]]) -> None:
        """Ask `read` for the connections in each state whenever the metrics are asked for."""
        self.registry.register(_PoolCollector(read))

    def watch_lost_lines(self, read: Callable[[], int]) -> None:
        """Ask `read` how many lines were never written whenever the metrics are asked for."""
        self.registry.register(_LostLinesCollector(read))

    def connection_opened(self) -> None:
        self._connections.inc()

    def connection_closed(self) -> None:
        self._connections.dec()

    def subscribed(self, count: int = 1) -> None:
        self._subscriptions.inc(count)

    def unsubscribed(self, count: int = 1) -> None:
        self._subscriptions.dec(count)

    def message_published(self, channel: str) -> None:
        self._published.add(channel)

    def message_broadcast(self, seconds: float) -> None:
        self._broadcast.observe(seconds)

    def event_recorded(self, event: str) -> None:
        self._recorded.add(event)

    def events_relayed(self, count: int = 1) -> None:
        self._relayed.inc(count)

    def events_waiting(self, count: int) -> None:
        self._waiting.set(count)

    def job_finished(self, job: str, outcome: str, seconds: float) -> None:
        children = self._job_children.get((job, outcome))
        if children is None:
            children = (self._jobs.labels(job, outcome), self._job_seconds.labels(job))
            self._job_children[job, outcome] = children
        children[0].inc()
        children[1].observe(seconds)

    def notification_sent(self, channel: str) -> None:
        self._notifications.add(channel)

    def render(self) -> bytes:
        """What `/metrics` answers."""
        return generate_latest(self.registry)

    def _new_http_children(
        self, method: str, handler: str, status: int
    ) -> tuple[Counter, Histogram]:
        known = method if method in _METHODS else OTHER
        text = str(status)
        children = (
            self._http_requests.labels(known, handler, text),
            self._http_seconds.labels(handler, text),
        )
        if len(self._http_children) < _MOST_CHILDREN * 10:
            self._http_children[method, handler, status] = children
        return children


class _CountsBy:
    """A counter with one label, which may hold anything: the first values have a series each, the
    rest have one together."""

    def __init__(
        self, label: str, name: str, documentation: str, registry: CollectorRegistry
    ) -> None:
        self._counter = Counter(name, documentation, (label,), registry=registry)
        self._children: dict[str, Counter] = {}

    def add(self, value: str) -> None:
        child = self._children.get(value)
        if child is None:
            child = self._new_child(value)
        child.inc()

    def _new_child(self, value: str) -> Counter:
        if len(self._children) >= _MOST_CHILDREN:
            return self._counter.labels(OTHER)
        child = self._children[value] = self._counter.labels(value)
        return child


class _PoolCollector(Collector):
    def __init__(self, read: Callable[[], Mapping[str, int]]) -> None:
        self._read = read

    def describe(self) -> Iterator[GaugeMetricFamily]:
        # Registering must not ask a pool that may not be open yet.
        yield _pool_family()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = _pool_family()
        for state, count in self._read().items():
            family.add_metric([state], count)
        yield family


class _LostLinesCollector(Collector):
    def __init__(self, read: Callable[[], int]) -> None:
        self._read = read

    def collect(self) -> Iterator[CounterMetricFamily]:
        yield CounterMetricFamily(
            "log_lines_lost", "Log lines that could not be written.", value=self._read()
        )


def _pool_family() -> GaugeMetricFamily:
    return GaugeMetricFamily(
        "db_pool_connections", "Connections to the database, by state.", labels=["state"]
    )
