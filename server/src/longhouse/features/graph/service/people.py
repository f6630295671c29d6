"""Finding people with the eyes of who asks, and lists of them."""

from uuid import UUID

from longhouse.features.graph.model import Listed, Relationship
from longhouse.features.graph.store import lists, ties, visibility
from longhouse.features.identity import api as identity
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Page, PlaceInTime, cut
from longhouse.kernel.principal import Principal


async def find_by_reference(read: Read, reference: str, me: UserId) -> identity.Account:
    """Anybody who is here, by id, by `@username` or as `me`, seen or not."""
    found = await _find(read, reference, me)
    if found is None:
        raise NotFound
    return found


async def get_visible(read: Read, principal: Principal, reference: str) -> identity.Account:
    """Somebody whom the member may see; everybody else is not there."""
    found = await find_by_reference(read, reference, principal.user_id)
    if await visibility.blocked_either_way(read, principal.user_id, found.id):
        raise NotFound
    return found


class People:
    """Who follows whom, and whom I have blocked and muted."""

    async def get_relationship(
        self, read: Read, principal: Principal, other: UserId
    ) -> Relationship:
        return (await ties.get_relationships(read, principal.user_id, [other]))[0]

    async def list_followers(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> Cut[Listed]:
        person = await get_visible(read, principal, reference)
        after = page.after(PlaceInTime)
        return _cut(
            await lists.list_followers(read, person.id, principal.user_id, after, page.limit + 1),
            page,
        )

    async def list_following(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> Cut[Listed]:
        person = await get_visible(read, principal, reference)
        after = page.after(PlaceInTime)
        return _cut(
            await lists.list_following(read, person.id, principal.user_id, after, page.limit + 1),
            page,
        )

    async def list_blocked(self, read: Read, principal: Principal, page: Page) -> Cut[Listed]:
        after = page.after(PlaceInTime)
        return _cut(await lists.list_blocked(read, principal.user_id, after, page.limit + 1), page)

    async def list_muted(self, read: Read, principal: Principal, page: Page) -> Cut[Listed]:
        after = page.after(PlaceInTime)
        return _cut(await lists.list_muted(read, principal.user_id, after, page.limit + 1), page)


def _cut(rows: list[Listed], page: Page) -> Cut[Listed]:
    return cut(rows, page, lambda listed: PlaceInTime(listed.since, listed.id))


async def _find(read: Read, reference: str, me: UserId) -> identity.Account | None:
    if reference == "me":
        return await identity.find(read, me)
    if reference.startswith("@"):
        return await identity.find_by_username(read, reference[1:])
    try:
        return await identity.find(read, UserId(UUID(reference)))
    except ValueError:
        return None
