"""The topics that can be listened to, as the features offer them, and who may."""

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from longhouse.kernel.db import Read
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import TopicKind

OpenRead = Callable[[], AbstractAsyncContextManager[Read]]


class Rights(Protocol):
    """Who may listen, as the core asks it."""

    def knows(self, topic: str) -> bool: ...

    async def allowed(self, principal: Principal, topics: Collection[str]) -> frozenset[str]: ...


class Topics:
    """`kind:id` names, each kind offered once. A topic of no kind does not exist for anybody."""

    def __init__(self, kinds: Iterable[TopicKind], read: OpenRead) -> None:
        self._kinds: dict[str, TopicKind] = {}
        self._read = read
        for kind in kinds:
            if kind.kind in self._kinds:
                raise ValueError(f"Two features offer topics of the kind {kind.kind}")
            self._kinds[kind.kind] = kind

    def knows(self, topic: str) -> bool:
        return topic.partition(":")[0] in self._kinds

    async def allowed(self, principal: Principal, topics: Collection[str]) -> frozenset[str]:
        """Those of the topics that the member may listen to, by what is committed now."""
        known = [topic for topic in topics if self.knows(topic)]
        if not known:
            return frozenset()
        allowed: set[str] = set()
        async with self._read() as read:
            for topic in known:
                kind, _, subject = topic.partition(":")
                if await self._kinds[kind].may_listen(read, principal, subject):
                    allowed.add(topic)
        return frozenset(allowed)
