"""Posts as others may show them: in a showcase, in what somebody did lately."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from longhouse.features.media.api import Media
from longhouse.features.posts.model import MediaOf, PostRow
from longhouse.features.posts.policy.texts import beginning
from longhouse.features.posts.store import pages
from longhouse.features.profiles import api as profiles
from longhouse.kernel.db import Read
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId

_TITLE = 80
_SEARCHED = 101
_MOST_FOUND = 20


class FavoritePosts:
    """A collection of the showcase: posts of one's own, or that one may see."""

    key = "favorite_posts"
    title = "Favourite posts"

    def __init__(self, house: House, media: MediaOf) -> None:
        self._house = house
        self._media = media

    async def show_many(
        self, read: Read, viewer: UserId, ids: Sequence[UUID]
    ) -> Mapping[UUID, profiles.Card]:
        return await self._cards(read, await pages.get_many(read, viewer, ids)) if ids else {}

    async def may_show(self, read: Read, owner: UserId, entity_id: UUID) -> bool:
        return await pages.find_visible(read, owner, entity_id) is not None

    async def search(self, read: Read, owner: UserId, q: str) -> Sequence[profiles.Card]:
        """Among the newest of one's own by their words; any other that one sees by its address."""
        named = _id_in(q)
        if named is not None:
            rows = await pages.get_many(read, owner, [named])
        else:
            words = q.casefold().split()
            newest = await pages.list_by_author(read, owner, owner, None, _SEARCHED)
            rows = [row for row in newest if all(w in row.content.casefold() for w in words)]
        cards = await self._cards(read, rows[:_MOST_FOUND])
        return list(cards.values())

    async def _cards(self, read: Read, rows: Sequence[PostRow]) -> dict[UUID, profiles.Card]:
        pictures = [row.media_ids[0] for row in rows if row.media_ids]
        shown = await self._media.show_many(self._house, read, pictures)
        return {
            row.id: profiles.Card(
                entity_id=row.id,
                title=beginning(row.content, _TITLE) or f"@{row.username}",
                url=f"/posts/{row.id}",
                thumbnail=_thumbnail(shown.get(row.media_ids[0])) if row.media_ids else None,
            )
            for row in rows
        }


async def show_subjects(
    read: Read, viewer: UserId, ids: Sequence[UUID]
) -> Mapping[UUID, profiles.Subject]:
    """Fills a port of profiles."""
    if not ids:
        return {}
    return {
        row.id: profiles.Subject(post_id=row.id, excerpt=beginning(row.content))
        for row in await pages.get_many(read, viewer, ids)
    }


def _thumbnail(media: Media | None) -> str | None:
    return media.urls.small if media else None


def _id_in(text: str) -> UUID | None:
    """Of an address as it is copied from the page, or of an id alone."""
    try:
        return UUID(text.strip().rstrip("/").rpartition("/")[2])
    except ValueError:
        return None
