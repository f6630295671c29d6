"""Making the documents of what was written.

Nothing of an event is believed but which post or comment it is about: the documents of that are
made from what its owners say now, while nobody else makes them. So events may come twice, late and
in any order.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.features.search.model import Document
from longhouse.features.search.policy.pages import text_of, title_of
from longhouse.features.search.policy.words import folded_words
from longhouse.features.search.store import documents as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def index(
    tx: Tx, post_ids: Sequence[UUID], comment_ids: Sequence[UUID], *, anew: bool = False
) -> int:
    """Make the documents of these posts and comments what they have to be; how many there are.

    Those made `anew` get new numbers, in the order of their sources' ids.
    """
    sources = sorted({*post_ids, *comment_ids})
    await store.hold(tx, sources)
    written = [
        *await _documents_of_posts(tx, post_ids),
        *await _documents_of_comments(tx, comment_ids),
    ]
    written.sort(key=lambda document: document.source_id)
    if anew:
        await store.remove_all_of(tx, sources)
    await store.put(tx, sources, written)
    return len(written)


async def forget_post(tx: Tx, post_id: UUID) -> None:
    """A post that is gone for good took its comments along, of which nothing is told."""
    await index(tx, [post_id], await store.list_comments_under(tx, post_id))


async def forget_author(tx: Tx, author_id: UserId) -> None:
    sources = await store.list_sources_of(tx, author_id)
    await store.hold(tx, sorted(sources))
    await store.remove_all_of(tx, sources)


async def _documents_of_posts(read: Read, post_ids: Sequence[UUID]) -> list[Document]:
    if not post_ids:
        return []
    written = await posts.get_written(read, post_ids)
    there = {post.id: post for post in written.values() if post.deleted_at is None}
    made = [
        Document(
            id=post.id,
            kind="post",
            post_id=post.id,
            source_id=post.id,
            section_id=post.section_id,
            author_id=post.author_id,
            created_at=post.created_at,
            body=folded_words(post.content),
        )
        for post in there.values()
    ]
    by_id = {document.id: document for document in made}
    links = await posts.list_links_in(read, post_ids=list(there))
    return made + _documents_of_links(links, by_id)


async def _documents_of_comments(read: Read, comment_ids: Sequence[UUID]) -> list[Document]:
    if not comment_ids:
        return []
    written = await responses.get_written(read, comment_ids)
    there = {comment.id: comment for comment in written.values() if comment.deleted_at is None}
    above = await posts.get_written(read, [comment.post_id for comment in there.values()])
    made = [
        Document(
            id=comment.id,
            kind="comment",
            post_id=comment.post_id,
            source_id=comment.id,
            section_id=above[comment.post_id].section_id,
            author_id=comment.author_id,
            created_at=comment.created_at,
            body=folded_words(comment.content),
        )
        for comment in there.values()
        if comment.post_id in above
    ]
    by_id = {document.id: document for document in made}
    links = await posts.list_links_in(read, comment_ids=list(by_id))
    return made + _documents_of_links(links, by_id)


def _documents_of_links(
    links: Sequence[posts.WrittenLink], sources: Mapping[UUID, Document]
) -> list[Document]:
    made: list[Document] = []
    for link in links:
        stands_in = link.post_id or link.comment_id
        if stands_in is None or stands_in not in sources:
            continue
        source = sources[stands_in]
        made.append(
            Document(
                id=link.id,
                kind="link_metadata",
                post_id=source.post_id,
                source_id=source.id,
                section_id=source.section_id,
                author_id=source.author_id,
                created_at=source.created_at,
                title=folded_words(title_of(link.metadata)),
                body=folded_words(text_of(link.metadata)),
            )
        )
    return made
