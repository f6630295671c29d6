"""Looking through what was deleted, and deciding what becomes of it."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.moderation import store
from longhouse.features.moderation.model import Deletion, Kind, Search
from longhouse.features.moderation.schemas import (
    DeletedComment,
    DeletedPost,
    deleted_comment,
    deleted_post,
)
from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Meta, Page, PlaceInTime, cut
from longhouse.kernel.principal import Admin, Principal

_KINDS: Sequence[Kind] = ("post", "comment")


class Content:
    """What was deleted: all of it for admins, whom no block and no limit of time stands in the way
    of; for everybody else what they deleted themselves."""

    def __init__(
        self,
        reading: posts.Reading,
        reading_comments: responses.ReadingComments,
        removing: posts.Removing,
    ) -> None:
        self._posts = reading
        self._comments = reading_comments
        self._removing = removing

    async def list_own(
        self, read: Read, principal: Principal, page: Page
    ) -> tuple[list[DeletedPost | DeletedComment], Meta]:
        """What somebody deleted themselves and can still bring back, the latest first."""
        after = page.after(PlaceInTime)
        since = self._removing.still_restorable(read.now)
        found: list[Deletion] = []
        for kind in _KINDS:
            found += await store.list_own(
                read, kind, principal.user_id, since, after, page.limit + 1
            )
        shown = _latest(found, page)
        return await self._show_own(read, principal, shown.rows), shown.meta

    async def list_deleted(
        self, read: Read, admin: Admin, search: Search, page: Page
    ) -> tuple[list[DeletedPost | DeletedComment], Meta]:
        """The latest deletion first."""
        after = page.after(PlaceInTime)
        author = None if search.author is None else await _find_author(read, search.author)
        if search.author is not None and author is None:
            return [], Meta(cursor=None, has_more=False)
        found: list[Deletion] = []
        for kind in _KINDS if search.kind is None else (search.kind,):
            found += await store.list_deleted(
                read, kind, search.words, author, after, page.limit + 1
            )
        shown = _latest(found, page)
        return await self._show(read, admin, shown.rows), shown.meta

    async def _show_own(
        self, read: Read, principal: Principal, deletions: Sequence[Deletion]
    ) -> list[DeletedPost | DeletedComment]:
        """Without comments under posts that one may not see any more."""
        published = [one.id for one in deletions if one.kind == "post"]
        said = [one for one in deletions if one.kind == "comment"]
        own = await self._posts.get_many_own(read, principal, published)
        above: dict[UUID, posts.Post] = {
            post.id: post
            for post in await self._posts.get_many(
                read, principal.user_id, list({one.post_id for one in said})
            )
        }
        comments = await self._comments.get_many_own(read, principal, [one.id for one in said])
        content: list[DeletedPost | DeletedComment] = []
        for one in deletions:
            if one.id in own:
                content.append(deleted_post(one, own[one.id]))
            elif one.id in comments and one.post_id in above:
                content.append(deleted_comment(one, comments[one.id], above[one.post_id]))
        return content

    async def _show(
        self, read: Read, admin: Admin, deletions: Sequence[Deletion]
    ) -> list[DeletedPost | DeletedComment]:
        """Between two statements something may be erased; it is left out."""
        comment_ids = [one.id for one in deletions if one.kind == "comment"]
        post_ids = list({one.post_id for one in deletions})
        above = await self._posts.get_many_for_admin(read, admin, post_ids)
        said = await self._comments.get_many_for_admin(read, admin, comment_ids)
        content: list[DeletedPost | DeletedComment] = []
        for one in deletions:
            post, comment = above.get(one.post_id), said.get(one.id)
            if post is not None and one.kind == "post":
                content.append(deleted_post(one, post))
            elif post is not None and comment is not None:
                content.append(deleted_comment(one, comment, post))
        return content


class Erasing:
    """For good, in one transaction with all that hangs on it."""

    def __init__(self, erasing: posts.Erasing, erasing_comments: responses.ErasingComments) -> None:
        self._posts = erasing
        self._comments = erasing_comments

    async def erase_post(self, tx: Tx, admin: Admin, post_id: UUID) -> None:
        await self._posts.erase(tx, admin, post_id)
        await self._comments.erase_under(tx, post_id)

    async def erase_comment(self, tx: Tx, admin: Admin, comment_id: UUID) -> None:
        await self._comments.erase(tx, admin, comment_id)


def _latest(found: list[Deletion], page: Page) -> Cut[Deletion]:
    """The page that the latest of both kinds make together."""
    found.sort(key=lambda one: (one.deleted_at, one.id), reverse=True)
    return cut(found, page, lambda one: PlaceInTime(one.deleted_at, one.id))


async def _find_author(read: Read, reference: str) -> UserId | None:
    if reference.startswith("@"):
        return await store.find_author(read, reference[1:])
    try:
        return UserId(UUID(reference))
    except ValueError:
        return None
