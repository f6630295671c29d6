"""Listeners who leave with the right to see what they listened to."""

from collections.abc import Awaitable, Callable, Sequence

from longhouse.features.graph.policy.sight import Audience
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.push import Withdraw, Withdrawal

TopicsOf = Callable[[Read, UserId, Audience | None], Awaitable[Sequence[str]]]
"""The topics that are somebody's own: of what they share with an audience, or all of them."""


async def nobody_listens(
    _read: Read, _owner: UserId, _shared_with: Audience | None
) -> Sequence[str]:
    """The answer of a house in which members have no topics of their own."""
    return ()


class Leaving:
    def __init__(self, withdraw: Withdraw, topics_of: TopicsOf) -> None:
        self._withdraw = withdraw
        self._topics_of = topics_of

    async def leave(
        self, tx: Tx, listener: UserId, owner: UserId, shared_with: Audience | None = None
    ) -> None:
        """Whoever may still listen, for another reason, comes back by themselves."""
        for topic in await self._topics_of(tx, owner, shared_with):
            self._withdraw(tx, Withdrawal(user_id=str(listener), topic=topic))
