"""What other features, the demonstration and the composition root may ask of posts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.posts.errors import AuthorIsGone
from longhouse.features.posts.model import (
    Attached,
    LinkKept,
    MediaOf,
    Mentioned,
    Mine,
    NobodyDid,
    NoMedia,
    PlainLink,
    PlainLinks,
    PostId,
    Section,
    SectionId,
    Shared,
    Unfold,
    Unfolded,
    ViewerState,
    Visibility,
    links_in,
    mentions_in,
    reactions_in,
)
from longhouse.features.posts.policy import texts
from longhouse.features.posts.policy.publishing import (
    check_links,
    check_restore,
    may_change,
    may_delete,
    normal_content,
)
from longhouse.features.posts.policy.texts import beginning, excerpt
from longhouse.features.posts.push import (
    is_open,
    post_topic,
    section_topic,
    silent,
    topics_of,
    wanting,
)
from longhouse.features.posts.schemas import (
    Author,
    ClientId,
    LinkWish,
    MentionTold,
    OnePost,
    Post,
    PostPage,
)
from longhouse.features.posts.service.erasing import Erasing
from longhouse.features.posts.service.publishing import Draft, Publishing
from longhouse.features.posts.service.reading import Reading
from longhouse.features.posts.service.removing import Removing
from longhouse.features.posts.service.sections import mark_read as mark_section_read
from longhouse.features.posts.service.showcase import FavoritePosts, show_subjects
from longhouse.features.posts.settings import PostsSettings
from longhouse.features.posts.store import attached, pages, posts
from longhouse.features.posts.store.attached import detach_from_comments, get_attached_to_comments
from longhouse.features.posts.store.posts import add_comments as count_comment
from longhouse.features.posts.store.posts import add_reactions as count_reaction
from longhouse.features.posts.store.posts import add_saves as count_save
from longhouse.features.posts.store.posts import add_shares as count_share
from longhouse.features.posts.store.posts import (
    find_shared,
    get_comment_count,
    hold,
    lock_many,
    set_counts,
)
from longhouse.features.posts.store.sections import list_all as list_sections
from longhouse.features.posts.store.visibility import may_see
from longhouse.features.posts.store.written import (
    WrittenLink,
    WrittenPost,
    get_written,
    list_links_in,
)
from longhouse.features.posts.store.written import count_all as count_all_posts
from longhouse.features.posts.store.written import get_links as get_written_links
from longhouse.features.posts.store.written import list_ids_after as list_post_ids_after
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId, id_at
from longhouse.kernel.principal import Principal

__all__ = [
    "Attached",
    "Author",
    "AuthorIsGone",
    "ClientId",
    "Draft",
    "Erasing",
    "FavoritePosts",
    "LinkKept",
    "LinkWish",
    "MediaOf",
    "MentionTold",
    "Mentioned",
    "Mine",
    "NoMedia",
    "OnePost",
    "PlainLink",
    "Post",
    "PostId",
    "PostPage",
    "PostsSettings",
    "Publishing",
    "Reading",
    "Removing",
    "Section",
    "SectionId",
    "Shared",
    "Unfold",
    "Unfolded",
    "ViewerState",
    "Visibility",
    "WrittenLink",
    "WrittenPost",
    "beginning",
    "check_links",
    "check_not_kept_from",
    "check_restore",
    "count_comment",
    "count_reaction",
    "count_save",
    "count_share",
    "count_all_posts",
    "detach_from_comments",
    "excerpt",
    "get_attached_to_comments",
    "get_comment_count",
    "get_written",
    "get_written_links",
    "find_shared",
    "hold",
    "hold_visible",
    "import_deletion",
    "import_post",
    "is_for_one_alone",
    "is_open",
    "links_in",
    "list_links_in",
    "list_post_ids_after",
    "list_sections",
    "list_topics_of",
    "lock_many",
    "mark_section_read",
    "may_change",
    "may_delete",
    "may_see",
    "mention_in_comment",
    "mentions_in",
    "NobodyDid",
    "normal_content",
    "PlainLinks",
    "post_topic",
    "reactions_in",
    "require_visible",
    "section_topic",
    "set_counts",
    "set_links_of_comment",
    "show_subjects",
    "silent",
    "topics_of",
    "wanting",
]

# How many of somebody's posts may have listeners whose right ends with a block. Of older ones,
# and of these, nothing is shown in a frame once there is a barrier around their author.
_LISTENED_TO = 500


async def require_visible(read: Read, principal: Principal, post_id: UUID) -> Shared:
    found = await pages.find_visible(read, principal.user_id, post_id)
    if found is None:
        raise NotFound
    return found


async def hold_visible(tx: Tx, principal: Principal, post_id: UUID) -> Shared:
    """For whoever keeps something about it: it is not erased before the transaction ends."""
    found = await pages.hold_visible(tx, principal.user_id, post_id)
    if found is None:
        raise NotFound
    return found


async def check_not_kept_from(read: Read, post_id: UUID, principal: Principal) -> None:
    """For admins, who answer for what others wrote under it: but not for what is its author's
    alone."""
    if await posts.find_owner_of_private(read, post_id) not in (None, principal.user_id):
        raise NotFound


async def is_for_one_alone(read: Read, post_id: UUID) -> bool:
    return await posts.find_owner_of_private(read, post_id) is not None


async def list_topics_of(
    read: Read, owner: UserId, shared_with: Visibility | None = None
) -> Sequence[str]:
    """Of all their posts, or of those for one audience."""
    found = await posts.list_ids_of(read, owner, shared_with, _LISTENED_TO)
    return [post_topic(post_id) for post_id in found]


async def mention_in_comment(
    tx: Tx, comment_id: UUID, content: str, *, author: UserId, post: Shared
) -> list[UserId]:
    """Keep whom a comment mentions; those whom it did not mention before."""
    named = await attached.find_mentioned(
        tx,
        texts.mentioned_names(content),
        author=author,
        owner=post.author_id,
        audience=post.visibility,
    )
    return await attached.set_mentions(tx, [one.id for one in named], comment_id=comment_id)


async def set_links_of_comment(tx: Tx, comment_id: UUID, links: Sequence[Unfolded]) -> None:
    await attached.set_links(tx, links, comment_id=comment_id)


async def import_post(
    tx: Tx,
    author_id: UserId,
    section_id: SectionId,
    content: str,
    *,
    created_at: datetime,
    visibility: Visibility = "public",
    links: Sequence[tuple[str, msgspec.Struct | Mapping[str, object] | None]] = (),
    media_ids: Sequence[UUID] = (),
) -> PostId:
    """A post of the past. Nothing is told, because nothing happens now. The caller attaches the
    media."""
    post_id = PostId(id_at(created_at))
    await posts.insert(
        tx,
        post_id=post_id,
        author_id=author_id,
        section_id=section_id,
        kind="post",
        content=content,
        visibility=visibility,
        client_id=None,
        created_at=created_at,
        media_ids=media_ids,
    )
    await attached.set_tags(tx, post_id, texts.tags(content))
    known = [
        attached.KnownLink(url, metadata, "off" if metadata is None else "ready")
        for url, metadata in links
    ]
    await attached.set_links(tx, known, post_id=post_id, at=created_at)
    named = await attached.find_mentioned(
        tx, texts.mentioned_names(content), author=author_id, owner=author_id, audience=visibility
    )
    await attached.set_mentions(tx, [one.id for one in named], post_id=post_id)
    return post_id


async def import_deletion(tx: Tx, post_id: PostId, by: UserId, *, deleted_at: datetime) -> None:
    """A post that was deleted in the past."""
    await posts.mark_deleted(tx, post_id, by, deleted_at)
