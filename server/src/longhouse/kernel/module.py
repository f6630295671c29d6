"""A feature's manifest: the one place that says what it brings to the house."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from longhouse.kernel.events import Event
from longhouse.kernel.gatherings import Gathering
from longhouse.kernel.jobs import Job, Schedule
from longhouse.kernel.outbox import Subscriber
from longhouse.kernel.push import AnyPush, TopicKind


@dataclass(frozen=True, slots=True)
class Loop:
    name: str
    run: Callable[[], Awaitable[None]]
    stop: Callable[[], None] | None = None
    """Asks `run` to end by itself; without it the loop is cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    name: str
    events: Sequence[type[Event]] = ()
    """Every event of the feature, so that the outbox can read them back."""
    routes: Sequence[Any] = ()
    """Litestar route handlers, without the `/api/v1` prefix."""
    dependencies: Mapping[str, object] = field(default_factory=dict[str, object])
    """What the routes take by parameter name: the feature's services, already built."""
    jobs: Sequence[Job[Any]] = ()
    schedules: Sequence[Schedule] = ()
    subscribers: Sequence[Subscriber[Any]] = ()
    topics: Sequence[TopicKind] = ()
    gatherings: Sequence[Gathering] = ()
    pushes: Sequence[AnyPush] = ()
    reads: Sequence[str] = ()
    """Tables of other features that this one's SQL joins, as `schema.table`."""
    loops: Sequence[Loop] = ()
    """What goes on beside the requests in every process that serves them."""
