"""What whoever waits is told."""

import io

import pytest

from longhouse.commands.progress import Progress, files, size_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_into_a_file_goes_a_line_for_each_tenth() -> None:
    out = io.StringIO()
    progress = Progress(out)
    for done in range(101):
        progress("rows", done, 100)
    progress.clear()
    lines = out.getvalue().splitlines()
    assert lines[0] == "0 %: rows"
    assert lines[-1] == "90 %: rows"
    assert len(lines) == 10


def test_on_a_terminal_one_line_is_written_over_and_taken_away() -> None:
    out = Terminal()
    progress = Progress(out)
    progress("rows", 1, 2)
    progress("rows", 2, 2)
    progress.clear()
    assert "\n" not in out.getvalue()
    assert out.getvalue().count(" %  rows") == 1, "not more than a few times a second"
    assert out.getvalue().endswith(" \r")


def test_an_estimate_that_was_too_small_is_never_all() -> None:
    out = io.StringIO()
    Progress(out)("rows", 300, 100)
    Progress(out)("rows", 0, 0)
    assert out.getvalue() == "99 %: rows\n0 %: rows\n"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 KB"),
        (1_400_000_000, "1.4 GB"),
        (5 * 10**12, "5000.0 GB"),
    ],
)
def test_sizes_are_for_people(size: int, said: str) -> None:
    assert size_of(size) == said
    assert [files(1), files(1200)] == ["1 file", "1,200 files"]
