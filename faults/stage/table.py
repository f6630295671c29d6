"""Prints what was seen, each experiment in a few lines that line up."""

import sys
import textwrap
from collections.abc import Sequence

_WIDTHS = (44, 34, 8, 60)


def show(rows: Sequence[Sequence[str]]) -> None:
    """The first row names the columns."""
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, width) or [""] for cell, width in zip(row, _WIDTHS, strict=True)
        ]
        for line in range(max(map(len, cells))):
            parts = [
                (cell[line] if line < len(cell) else "").ljust(width)
                for cell, width in zip(cells, _WIDTHS, strict=True)
            ]
            sys.stdout.write("  ".join(parts).rstrip() + "\n")
        if number == 0:
            sys.stdout.write("  ".join("-" * width for width in _WIDTHS) + "\n")
