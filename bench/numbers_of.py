"""Medians, spreads and percentiles."""

import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` percent of all do not exceed; 0 when there is none."""
    if not values:
        return 0.0
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part / 100))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else 0.0


def spread(values: Sequence[float]) -> str:
    """`812..934`: the least and the most of all runs."""
    if not values:
        return "-"
    digits = 0 if max(values) >= 100 else 1
    return f"{min(values):,.{digits}f}..{max(values):,.{digits}f}"
