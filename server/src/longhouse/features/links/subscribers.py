"""What links do when words are gone for good."""

from typing import Any

from longhouse.features.links import store
from longhouse.features.links.service.pictures import Pictures
from longhouse.features.posts.events import PostErased
from longhouse.features.responses.events import CommentErased
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber


class Forgetting:
    """An address may tell as much as the words around it: what nobody names any more is forgotten,
    with what the page behind it said and showed."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    async def forget(self, tx: Tx, _event: PostErased | CommentErased) -> None:
        await self.forget_unused(tx)

    async def forget_unused(self, tx: Tx) -> None:
        known = await store.forget_unused(tx)

        async def pictures_too() -> None:
            await self._pictures.forget(known)

        if known:
            tx.after_commit(pictures_too)


def subscribers(forgetting: Forgetting) -> list[Subscriber[Any]]:
    return [
        Subscriber("links.forget_of_post", PostErased, forgetting.forget),
        Subscriber("links.forget_of_comment", CommentErased, forgetting.forget),
    ]
