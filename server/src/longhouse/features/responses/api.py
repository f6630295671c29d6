"""What other features, the demonstration and the composition root may ask of responses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from longhouse.features.posts import api as posts
from longhouse.features.profiles import api as profiles
from longhouse.features.responses.model import CommentId, Target
from longhouse.features.responses.policy.emoji import normal_emoji
from longhouse.features.responses.schemas.said import (
    Comment,
    OneComment,
)
from longhouse.features.responses.service import counting
from longhouse.features.responses.service.comments import Commenting
from longhouse.features.responses.service.erasing import ErasingComments
from longhouse.features.responses.service.reactions import Reacting
from longhouse.features.responses.service.reading import ReadingComments
from longhouse.features.responses.service.removing import RemovingComments
from longhouse.features.responses.store import comments, reactions, reading, shelves
from longhouse.features.responses.store.written import WrittenComment, get_written
from longhouse.features.responses.store.written import count_all as count_all_comments
from longhouse.features.responses.store.written import list_ids_after as list_comment_ids_after
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId, id_at

__all__ = [
    "Commenting",
    "Reacting",
    "Comment",
    "CommentId",
    "ErasingComments",
    "OneComment",
    "ReadingComments",
    "RemovingComments",
    "Target",
    "WrittenComment",
    "count_all_comments",
    "count_written_by",
    "get_written",
    "import_comment",
    "import_deletion",
    "import_reaction",
    "import_save",
    "import_share",
    "list_comment_ids_after",
    "show_subjects",
    "what_viewer_did",
]


async def show_subjects(
    read: Read, viewer: UserId, ids: Sequence[UUID]
) -> Mapping[UUID, profiles.Subject]:
    """Fills a port of profiles: comments that the viewer may see, under posts that they may see."""
    if not ids:
        return {}
    rows = await reading.get_many(read, viewer, ids)
    under = await posts.show_subjects(read, viewer, [row.post_id for row in rows])
    return {
        row.id: profiles.Subject(post_id=row.post_id, excerpt=posts.beginning(row.content))
        for row in rows
        if row.post_id in under
    }


async def what_viewer_did(
    read: Read, viewer: UserId, post_ids: Sequence[UUID]
) -> Mapping[UUID, posts.Mine]:
    """Fills `posts.api.ViewerState`: one statement for a page."""
    return {
        did.post_id: posts.Mine(
            reactions=did.reactions or (),
            saved=did.saved,
            hidden_comments=did.hidden_comments,
            hidden_reactions=posts.reactions_in(did.hidden_reactions)
            if did.hidden_reactions
            else {},
        )
        for did in await shelves.list_done(read, viewer, post_ids)
    }


async def count_written_by(read: Read, viewer: UserId, author: UserId) -> profiles.Written:
    """Fills what profiles tell about how much somebody has written."""
    post_count, comment_count = await reading.count_written_by(read, viewer, author)
    return profiles.Written(post_count=post_count, comment_count=comment_count)


# For those who come with a past. Nothing is told, because nothing happens now.


async def import_comment(
    tx: Tx,
    author_id: UserId,
    post_id: UUID,
    content: str,
    *,
    created_at: datetime,
    parent: CommentId | None = None,
) -> CommentId:
    await posts.lock_many(tx, [post_id])
    above = None if parent is None else await comments.lock(tx, parent)
    comment_id = CommentId(id_at(created_at))
    await comments.insert(
        tx,
        comment_id=comment_id,
        post_id=post_id,
        author_id=author_id,
        parent_comment_id=parent,
        depth=0 if above is None else above.depth + 1,
        content=content,
        client_id=None,
        created_at=created_at,
    )
    if parent is not None:
        await comments.add_reply(tx, parent, 1)
        await comments.note_activity(tx, parent, created_at)
    await posts.count_comment(tx, post_id, 1)
    post = await posts.find_shared(tx, post_id)
    if post is not None:
        await posts.mention_in_comment(tx, comment_id, content, author=author_id, post=post)
    return comment_id


async def import_reaction(
    tx: Tx, user_id: UserId, target: Target, emoji: str, *, created_at: datetime
) -> None:
    one = normal_emoji(emoji)
    if await reactions.add(tx, user_id, target, one, created_at) is None:
        return
    if target.comment_id is None:
        await posts.count_reaction(tx, target.post_id, one, 1)
    else:
        await comments.add_reactions(tx, target.comment_id, one, 1)


async def import_save(tx: Tx, user_id: UserId, post_id: UUID, *, created_at: datetime) -> None:
    if await shelves.add_save(tx, user_id, post_id, created_at):
        await posts.count_save(tx, post_id, 1)


async def import_deletion(
    tx: Tx, comment_id: CommentId, by: UserId, *, deleted_at: datetime
) -> None:
    """A comment that was deleted in the past."""
    held = await comments.lock(tx, comment_id)
    if held is not None and held.deleted_at is None:
        await comments.mark_deleted(tx, comment_id, by, deleted_at)
        await posts.lock_many(tx, [held.post_id])
        await counting.recount(tx, [held.post_id])


async def import_share(
    tx: Tx, user_id: UserId, post_id: UUID, comment: str | None, *, created_at: datetime
) -> None:
    await shelves.insert_share(tx, id_at(created_at), user_id, post_id, comment, created_at)
    await posts.count_share(tx, post_id, 1)
