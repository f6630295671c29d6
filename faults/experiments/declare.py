"""What an experiment is, and what it is given."""

import random
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import msgspec

from stage.homes import Furnished

T = TypeVar("T")


class NotHere(Exception):
    """This machine does not allow the experiment; why."""


class Trial:
    """One run of one experiment."""

    def __init__(self, name: str, seed: int, furnished: Furnished, *, short: bool) -> None:
        self.chance = random.Random(f"{seed} {name}")
        self.furnished = furnished
        self.short = short
        self.seen: list[str] = []

    def pick(self, full: T, short: T) -> T:
        """How much of it: all, or what fits a check of every change."""
        return short if self.short else full

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
    seconds: int = 300
    """When it is given up."""
    in_short: bool = True


class Outcome(msgspec.Struct):
    experiment: Experiment
    seconds: float
    seen: Sequence[str]
    failed: str | None = None
