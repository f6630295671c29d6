"""What happens for each frame to each socket, counted in plain numbers.

The metrics of `prometheus_client` take a lock for each count, which costs as much as handing a
message to several sockets. Sockets live in one thread, and these are counted there and read there.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

Direction = Literal["in", "out"]


class Frames(Collector):
    def __init__(self) -> None:
        self.counts: dict[Direction, int] = {"in": 0, "out": 0}

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(
            "websocket_frames", "Frames, in and out.", labels=["direction"]
        )
        for direction, count in self.counts.items():
            family.add_metric([direction], count)
        yield family


class Seconds(Collector):
    """A histogram as Prometheus has them."""

    def __init__(self, name: str, documentation: str, bounds: Sequence[float]) -> None:
        self._name = name
        self._documentation = documentation
        self._bounds = tuple(bounds)
        self._labels = [*(str(float(bound)) for bound in bounds), "+Inf"]
        self._counts = [0] * len(self._labels)
        self._sum = 0.0

    def observe(self, seconds: float) -> None:
        self._counts[bisect_left(self._bounds, seconds)] += 1
        self._sum += seconds

    def collect(self) -> Iterator[HistogramMetricFamily]:
        family = HistogramMetricFamily(self._name, self._documentation)
        totals = [float(count) for count in accumulate(self._counts)]
        family.add_metric([], list(zip(self._labels, totals, strict=True)), self._sum)
        yield family
