"""The table of what was asked over HTTP, for every part that asks."""

from collections.abc import Sequence

from http_load import Seen
from numbers_of import median, spread

COLUMNS = (
    "requests/s",
    "spread",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "worst",
    "us each",
    "us database",
    "refused",
    "unanswered",
    "generator",
)
HEAD = ["", *COLUMNS]


def row(name: str, seen: Sequence[Seen]) -> list[str]:
    return [
        name,
        f"{median([one.per_second for one in seen]):,.0f}",
        spread([one.per_second for one in seen]),
        f"{median([one.p50_ms for one in seen]):.1f}",
        f"{median([one.p95_ms for one in seen]):.1f}",
        f"{median([one.p99_ms for one in seen]):.1f}",
        f"{max(one.worst_ms for one in seen):.0f}",
        f"{median([one.server_us for one in seen]):,.0f}",
        f"{median([one.database_us for one in seen]):,.0f}",
        str(sum(one.refused for one in seen)),
        str(sum(one.lost for one in seen)),
        f"{max(one.generator_busy for one in seen):.0%}",
    ]


def row_of_rates(name: str, rates: Sequence[float]) -> list[str]:
    """Of who only tells how many a second."""
    return [name, f"{median(rates):,.0f}", spread(rates), *[""] * (len(COLUMNS) - 2)]


def row_of_ratios(name: str, ratios: Sequence[float], each: float | None = None) -> list[str]:
    """`each` is the ratio of what a request costs in processor time, where it was looked at."""
    cells = dict.fromkeys(COLUMNS, "")
    cells["requests/s"] = f"{median(ratios):.2f}"
    cells["spread"] = f"{min(ratios):.2f}..{max(ratios):.2f}"
    cells["us each"] = "" if each is None else f"{each:.2f}"
    return [name, *cells.values()]
