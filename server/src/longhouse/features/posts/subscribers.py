"""What posts do when something happens elsewhere."""

from typing import Any

from longhouse.features.identity.events import MemberErased
from longhouse.features.links.events import PageUnfolded
from longhouse.features.media.events import (
    MediaDescribed,
    MediaFailed,
    MediaQuarantined,
    MediaReady,
)
from longhouse.features.posts.events import CommentLinksRead, PostLinksRead, PostMediaChanged
from longhouse.features.posts.model import Unfold
from longhouse.features.posts.store import attached, posts
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber

AboutMedia = MediaReady | MediaFailed | MediaQuarantined | MediaDescribed


def subscribers(unfold: Unfold) -> list[Subscriber[Any]]:
    async def learn(tx: Tx, event: PageUnfolded) -> None:
        """Links that went on without a preview are given it now."""
        found = (await unfold.find_many(tx, [event.url])).get(event.url)
        if found is None or found.metadata is None:
            return
        for link in await attached.learn_of_page(tx, event.url, found.metadata, found.state):
            if link.comment_id is not None:
                tx.emit(CommentLinksRead(comment_id=link.comment_id))
            post = await posts.find_shared(tx, link.post_id) if link.post_id else None
            if post is not None:
                tx.emit(
                    PostLinksRead(
                        post_id=post.id, author_id=post.author_id, section_id=post.section_id
                    )
                )

    async def follow(tx: Tx, event: AboutMedia) -> None:
        for post in await posts.list_showing(tx, event.media_id):
            tx.emit(
                PostMediaChanged(
                    post_id=post.id, author_id=post.author_id, section_id=post.section_id
                )
            )

    return [
        Subscriber("posts.show_ready", MediaReady, follow),
        Subscriber("posts.show_failed", MediaFailed, follow),
        Subscriber("posts.hide_quarantined", MediaQuarantined, follow),
        Subscriber("posts.show_described", MediaDescribed, follow),
        Subscriber("posts.empty_erased", MemberErased, _empty),
        Subscriber("posts.learn_of_page", PageUnfolded, learn),
    ]


async def _empty(tx: Tx, event: MemberErased) -> None:
    """What an erased member published is no longer anybody's to read or to find."""
    await posts.empty_of(tx, event.user_id)
