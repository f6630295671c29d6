"""One task for all who want the same at the same time."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


class Flights(Generic[T]):
    """Who stops waiting for a task does not stop it: others may wait too."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._under_way: dict[str, asyncio.Task[T]] = {}

    def task(self, key: str, start: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """The task under this key, started if there is none."""
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(start(), name=self._name)
            self._under_way[key] = task
            task.add_done_callback(lambda task: self._land(key, task))
        return task

    def _land(self, key: str, task: asyncio.Task[T]) -> None:
        del self._under_way[key]
        if not task.cancelled() and (error := task.exception()) is not None:
            # Perhaps nobody waits any more who would say so.
            log.warning("%s failed: %s", self._name, error)
