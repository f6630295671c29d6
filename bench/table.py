"""Prints a table that lines up."""

import sys
from collections.abc import Sequence


def show(rows: Sequence[Sequence[str]]) -> None:
    """The first row names the columns; the first column is words, the others numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        sys.stdout.write("  " + "   ".join(cells).rstrip() + "\n")
        if number == 0:
            sys.stdout.write("  " + "   ".join("-" * width for width in widths) + "\n")
