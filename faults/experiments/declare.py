"""What an experiment is, and what it is given."""

import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Literal, TypeVar, get_args

import msgspec

from stage.homes import Furnished, Home
from stage.lodgings import Lodgings
from stage.members import Community

T = TypeVar("T")
Lane = Literal["one process", "several processes", "a house of its own"]
LANES: tuple[Lane, ...] = get_args(Lane)
# A check of every change is made on whatever machine there is, at whatever pace it has. That
# things come right is looked at there; how soon they do is looked at by the full form.
_PATIENCE_IN_SHORT = 4.0


class NotHere(Exception):
    """This machine does not allow the experiment; why."""


class Trial:
    """One run of one experiment."""

    def __init__(self, name: str, seed: int, lodgings: Lodgings, *, short: bool) -> None:
        self.chance = random.Random(f"{seed} {name}")
        self.short = short
        self.seen: list[str] = []
        self._lodgings = lodgings

    @property
    def furnished(self) -> Furnished:
        return self._lodgings.furnished

    def alone(self, **settings: str) -> AbstractAsyncContextManager[tuple[Home, Community]]:
        """A house that is one process, and its members."""
        return self._lodgings.house("alone", self.chance, settings)

    def together(self, **settings: str) -> AbstractAsyncContextManager[tuple[Home, Community]]:
        """A house of two that serve and one that works, with a Redis between them."""
        return self._lodgings.house("together", self.chance, settings)

    def pick(self, full: T, short: T) -> T:
        """How much of it: all, or what fits a check of every change."""
        return short if self.short else full

    def within(self, seconds: float) -> float:
        """A limit of time."""
        return seconds * self.pick(1.0, _PATIENCE_IN_SHORT)

    def note(self, seen: str) -> None:
        """Something that was measured, for the table."""
        self.seen.append(seen)


class Experiment(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    """By which it is asked for."""
    title: str
    promises: tuple[str, ...]
    """What is looked at afterwards."""
    run: Callable[[Trial], Awaitable[None]] | None = None
    proofs: tuple[str, ...] = ()
    """Tests of the server that prove it already, by their node."""
    seconds: int = 600
    """When it is given up."""
    in_short: bool = True
    lane: Lane = "one process"
    """In short, what lives in different houses is made at once: most of the time is spent waiting
    for something to come back."""


class Outcome(msgspec.Struct):
    experiment: Experiment
    seconds: float
    seen: Sequence[str]
    failed: str | None = None
