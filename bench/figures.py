"""The one shape in which every part of the bench hands back what it has found."""

from board import Tally

Figures = dict[str, list[float]]
"""By a dotted name, `part.case.figure`: the value of each round. What ends with `.generator` is the
share of its own core that the load used, and stands beside every figure whose name begins as it does."""

Counted = dict[str, list[Tally]]
"""By the case: what was expected and what came. Nothing may be lost, doubled or out of order."""

GENERATOR = ".generator"


def generator_of(figures: Figures, name: str) -> list[float]:
    """The load's share of its core when that figure was measured; nothing where none was told."""
    while name:
        name = name.rpartition(".")[0]
        if (found := figures.get(f"{name}{GENERATOR}" if name else "")) is not None:
            return found
    return []
