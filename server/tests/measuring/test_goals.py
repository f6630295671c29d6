"""How the figures of the bench are compared with their goals; nothing is measured here."""

import pytest
from board import Tally
from closing import Machine, close, closing_line
from figures import Counted, Figures, generator_of
from goals import Goal, Last, judge, last_of, read, with_last

from arch.tree import REPOSITORY

GOALS = (REPOSITORY / "bench" / "goals.toml").read_text("utf-8")
LAST = Last(0.90, 0.88, 0.92, 3, "2026-11-21", "a machine")
RATIO = Goal(what="of bare", unit="", at_least=0.8, worse_by=0.05, last=LAST)
TIME = Goal(what="p95", unit="ms", at_most=200)


@pytest.mark.parametrize(
    ("goal", "values", "verdict"),
    [
        (RATIO, [0.89, 0.90, 0.91], "reached"),
        (RATIO, [0.79, 0.79, 0.95], "missed"),
        (RATIO, [0.70, 0.80, 0.99], "reached"),
        (RATIO, [], "not measured"),
        (TIME, [150.0, 200.0, 900.0], "reached"),
        (TIME, [150.0, 200.1, 900.0], "missed"),
        (Goal(what="refused", unit="count", at_most=0, every_round=True), [0, 0, 1], "missed"),
        (Goal(what="back", unit="count", at_least=9, every_round=True), [9, 8, 9], "missed"),
        (Goal(what="deliveries", unit="/s"), [5.0], "stated"),
    ],
)
def test_a_figure_is_held_against_its_goal(goal: Goal, values: list[float], verdict: str) -> None:
    assert judge(goal, values) == verdict


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([0.81, 0.82, 0.83], "worse than last time"),
        # Its best round reaches into last time's median, so that it may be chance.
        ([0.81, 0.82, 0.91], "reached"),
        # Outside of both, but by less than a twentieth.
        ([0.86, 0.87, 0.875], "reached"),
        ([0.97, 0.98, 0.99], "reached"),
    ],
)
def test_it_is_worse_only_outside_both_spreads_and_by_enough(
    values: list[float], verdict: str
) -> None:
    assert judge(RATIO, values) == verdict


def test_what_was_seen_last_time_too_is_not_worse() -> None:
    uneven = Goal(
        what="of bare", unit="", at_least=0.5, worse_by=0.05, last=last_of([0.7, 0.9, 0.9], "", "")
    )
    assert judge(uneven, [0.75, 0.75, 0.75]) == "reached"
    assert judge(uneven, [0.65, 0.65, 0.65]) == "worse than last time"


def test_less_is_better_where_there_is_a_most() -> None:
    memory = Goal(
        what="memory", unit="KB", at_most=30, worse_by=0.1, last=last_of([15, 15, 16], "", "")
    )
    assert judge(memory, [20.0]) == "worse than last time"
    assert judge(memory, [10.0]) == "reached"


def test_what_has_no_goal_or_no_figure_fails_the_run() -> None:
    goals = {"feed.of_bare": RATIO, "feed.p95_ms": TIME, "canvas.p95_ms": TIME}
    figures: Figures = {"feed.of_bare": [0.9], "feed.other": [1.0], "feed.generator": [0.5]}
    closing = close(goals, figures, {}, ["feed"])
    assert closing.wrong == ["p95 (feed.p95_ms): not measured", "feed.other (feed.other): no goal"]


def test_worse_than_last_time_warns_and_does_not_fail() -> None:
    closing = close({"feed.of_bare": RATIO}, {"feed.of_bare": [0.81]}, {}, ["feed"])
    assert (closing.wrong, len(closing.warnings)) == ([], 1)


def test_what_is_lost_in_one_round_is_not_made_up_for_in_another() -> None:
    whole, lossy = Tally(expected=10, received=10), Tally(expected=10, received=9)
    counted: Counted = {"fine": [whole, whole], "lossy": [whole, lossy]}
    counted["twice"] = [Tally(expected=9, received=9, doubled=1)]
    counted["disorder"] = [Tally(expected=9, received=9, out_of_order=2)]
    closing = close({}, {}, counted, [])
    assert closing.wrong == ["lossy: 1 lost", "twice: 1 twice", "disorder: 2 out of order"]


def test_the_load_of_a_figure_is_the_one_that_stands_nearest() -> None:
    figures: Figures = {"a.generator": [0.1], "a.b.generator": [0.2], "a.b.c": [1], "a.d.e": [1]}
    assert generator_of(figures, "a.b.c") == [0.2]
    assert generator_of(figures, "a.d.e") == [0.1]
    assert generator_of(figures, "x.y") == []


def test_accepting_changes_nothing_but_the_last_times() -> None:
    once = with_last(GOALS, {"http.of_bare": last_of([0.5, 0.61234, 0.7], "2026-11-21", "one")})
    assert read(once)["http.of_bare"].last == Last(0.6123, 0.5, 0.7, 3, "2026-11-21", "one")
    again = last_of([0.8], "2026-11-22", 'a "second" one')
    twice = with_last(once, {"http.of_bare": again})
    assert read(twice)["http.of_bare"].last == again
    without = [line for line in twice.splitlines() if again.date not in line]
    assert without == [
        line
        for line in with_last(GOALS, {"http.of_bare": again}).splitlines()
        if again.date not in line
    ]
    assert len(twice.splitlines()) == len(once.splitlines())


def test_a_goal_that_cannot_be_judged_is_refused() -> None:
    with pytest.raises(ValueError, match="either a least or a most"):
        Goal(what="both", unit="", at_least=1, at_most=2)
    with pytest.raises(ValueError, match="which way is better"):
        Goal(what="neither", unit="", worse_by=0.1)


def test_every_goal_of_the_house_can_be_read() -> None:
    goals = read(GOALS)
    assert {name.partition(".")[0] for name in goals} >= {"feed", "publish", "gateway", "storm"}
    assert len({goal.what for goal in goals.values()}) == len(goals)


@pytest.mark.parametrize(
    ("busy", "stolen", "says"), [(0.05, 0.0, False), (0.4, 0.0, True), (0.0, 0.2, True)]
)
def test_a_busy_machine_is_told_of(busy: float, stolen: float, says: bool) -> None:
    line = closing_line(Machine("a machine", busy, stolen), 3, quick=False)
    assert ("BUSY" in line) is says
