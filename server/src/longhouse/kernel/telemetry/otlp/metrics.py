"""The metrics registry by OTLP, for those who would rather be sent than scrape.

There is one registry. What Prometheus would read from it is sent as it is, every few seconds, by
a thread, so that the two can never tell different stories.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, cast

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics.export import (
    AggregationTemporality,
    Gauge,
    Histogram,
    HistogramDataPoint,
    Metric,
    MetricsData,
    NumberDataPoint,
    ResourceMetrics,
    ScopeMetrics,
    Sum,
)
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from prometheus_client import Metric as Family
from prometheus_client.samples import Sample

from longhouse import __version__
from longhouse.kernel.telemetry.metrics import Metrics
from longhouse.kernel.telemetry.otlp import target
from longhouse.kernel.telemetry.settings import TelemetrySettings

_EVERY_SECONDS = 15.0


class _Exporter(Protocol):
    """The exporter's own declaration leaves its keyword arguments without a type."""

    def export(self, metrics_data: MetricsData) -> object: ...

    def shutdown(self) -> None: ...


class OtlpMetrics:
    def __init__(
        self, settings: TelemetrySettings, metrics: Metrics, *, every: float = _EVERY_SECONDS
    ) -> None:
        self._metrics = metrics
        self._every = every
        self._resource = target.resource(settings)
        self._started = time.time_ns()
        self._exporter: _Exporter = OTLPMetricExporter(
            endpoint=target.address(settings, "metrics"),
            headers=target.headers(settings),
            timeout=target.TIMEOUT_SECONDS,
        )
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="otlp-metrics", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Send the last counts and end the thread."""
        self._stopped.set()
        self._thread.join(timeout=target.TIMEOUT_SECONDS + 1)
        self._exporter.shutdown()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            self._send()
        self._send()

    def _send(self) -> None:
        now = time.time_ns()
        found = [self._convert(family, now) for family in self._metrics.registry.collect()]
        scope = ScopeMetrics(
            scope=InstrumentationScope(target.SCOPE, __version__),
            metrics=[metric for metric in found if metric is not None],
            schema_url="",
        )
        self._exporter.export(
            MetricsData([ResourceMetrics(self._resource, [scope], schema_url="")])
        )

    def _convert(self, family: Family, now: int) -> Metric | None:
        if family.type == "counter":
            points = self._numbers(family.samples, now)
            data = Sum(points, AggregationTemporality.CUMULATIVE, is_monotonic=True)
            return Metric(f"{family.name}_total", family.documentation, "", data)
        if family.type == "histogram":
            histograms = self._histograms(family, now)
            data = Histogram(histograms, AggregationTemporality.CUMULATIVE)
            return Metric(family.name, family.documentation, _unit(family.name), data)
        if family.type in ("gauge", "info"):
            data = Gauge(self._numbers(family.samples, now))
            return Metric(family.name, family.documentation, _unit(family.name), data)
        return None

    def _numbers(self, samples: Iterable[Sample], now: int) -> list[NumberDataPoint]:
        return [
            NumberDataPoint(dict(sample.labels), self._started, now, sample.value)
            for sample in samples
        ]

    def _histograms(self, family: Family, now: int) -> list[HistogramDataPoint]:
        parts: dict[tuple[tuple[str, str], ...], list[Sample]] = defaultdict(list)
        for sample in family.samples:
            labels = sorted(item for item in sample.labels.items() if item[0] != "le")
            parts[tuple(labels)].append(sample)
        return [self._histogram(dict(labels), samples, now) for labels, samples in parts.items()]

    def _histogram(
        self, labels: Mapping[str, str], samples: Sequence[Sample], now: int
    ) -> HistogramDataPoint:
        buckets = sorted(
            (float(sample.labels["le"]), int(sample.value))
            for sample in samples
            if sample.name.endswith("_bucket")
        )
        total = next(sample.value for sample in samples if sample.name.endswith("_sum"))
        # Prometheus counts each bucket with all below it, OTLP each by itself.
        below = [0, *(count for _, count in buckets)]
        return HistogramDataPoint(
            attributes=dict(labels),
            start_time_unix_nano=self._started,
            time_unix_nano=now,
            count=below[-1],
            sum=total,
            bucket_counts=[after - before for before, after in pairwise(below)],
            explicit_bounds=[bound for bound, _ in buckets[:-1]],
            # The registry does not keep these, and the wire format leaves out what is None.
            min=cast("float", None),
            max=cast("float", None),
        )


def _unit(name: str) -> str:
    return {"seconds": "s", "bytes": "By"}.get(name.rpartition("_")[2], "")
