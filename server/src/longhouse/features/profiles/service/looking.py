"""People with the eyes of who looks. No row leaves here with a field that the viewer may not see."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.identity import api as identity
from longhouse.features.profiles.model import (
    CountWritten,
    Looked,
    Profile,
    Said,
    Seen,
    WhoIsOnline,
    Written,
    nobody_is_online,
    nothing_written,
)
from longhouse.features.profiles.policy.visibility import (
    FIELDS,
    Field,
    Standing,
    hidden_from,
    widest,
)
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal

ViewAs = Literal["stranger", "connection"]

# What a profile holds for each field that can be hidden; the others are not rows of a profile.
_HOLDS: Mapping[Field, Mapping[str, object]] = {
    "display_name": {"display_name": None},
    "avatar": {"avatar_id": None},
    "banner": {"banner_id": None},
    "bio": {"bio": None},
    "gender": {"gender": None},
    "pronouns": {"pronouns": None},
    "location": {"place_id": None, "place_city": None, "place_country": None, "place_label": None},
    "interests": {"interests": ()},
}


class Looking:
    def __init__(
        self,
        count_written: CountWritten = nothing_written,
        who_is_online: WhoIsOnline = nobody_is_online,
        collections: Sequence[str] = (),
    ) -> None:
        self.collections = collections
        self._count_written = count_written
        self._who_is_online = who_is_online

    async def look_at(self, read: Read, principal: Principal, reference: str) -> Looked:
        """Somebody by id, by `@username` or as `me`, with the eyes of the member.

        Of somebody whom the member blocks only the username is shown, so that it can be undone.
        """
        me = principal.user_id
        account = await graph.find_by_reference(read, reference, me)
        relationship = (await graph.relationship_many(read, me, [account.id]))[account.id]
        if relationship.blocking:
            seen = bare(await self.get(read, account.id))
        elif await graph.blocked_either_way(read, me, account.id):
            raise NotFound
        else:
            seen = (await self.see_many(read, me, [account.id]))[account.id]
        return await self._looked(read, me, seen, relationship)

    async def look_at_myself(self, read: Read, me: UserId, seen_as: ViewAs) -> Looked:
        """My own page as others see it."""
        standing: Standing = "friend" if seen_as == "connection" else "other"
        online = await self._who_is_online([me])
        seen = filtered(
            await self.get(read, me),
            standing,
            await _last_active(read, me),
            me in online,
            self.collections,
        )
        relationship = (await graph.relationship_many(read, me, [me]))[me]
        return await self._looked(read, me, seen, relationship)

    async def see_many(
        self, read: Read, viewer: UserId, user_ids: Sequence[UserId]
    ) -> dict[UserId, Seen]:
        """Of those who are here. The caller has taken out whom the viewer may not see."""
        profiles = await get_profiles(read, user_ids)
        friends = await graph.list_friends_among(read, viewer, list(profiles))
        active = await identity.last_active_many(read, list(profiles))
        online = await self._who_is_online(list(profiles))
        return {
            id_: filtered(
                profile,
                standing_of(viewer, id_, friends),
                active.get(id_),
                id_ in online,
                self.collections,
            )
            for id_, profile in profiles.items()
        }

    async def get(self, read: Read, user_id: UserId) -> Profile:
        """Everything, for the use-cases of its owner."""
        found = (await get_profiles(read, [user_id])).get(user_id)
        if found is None:
            raise NotFound
        return found

    async def _looked(
        self, read: Read, me: UserId, seen: Seen, relationship: graph.Relationship
    ) -> Looked:
        user_id = seen.profile.user_id
        standings = await graph.standing_many(read, me, [user_id])
        written = Written()
        if not relationship.blocking:
            written = await self._count_written(read, me, user_id)
        return Looked(
            seen=seen,
            relationship=relationship,
            standing=standings.get(user_id),
            written=written,
        )


async def get_profiles(read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Profile]:
    found = await identity.get_many(read, user_ids)
    said = await store.get_many(read, list(found))
    return {id_: _profile(account, said.get(id_)) for id_, account in found.items()}


def standing_of(viewer: UserId, owner: UserId, friends: frozenset[UserId]) -> Standing:
    if viewer == owner:
        return "self"
    return "friend" if owner in friends else "other"


def filtered(
    profile: Profile,
    standing: Standing,
    last_active_at: datetime | None,
    online: bool,
    collections: Sequence[str],
) -> Seen:
    """The one place where the fields of a profile are taken out for a viewer. The showcase is
    hidden where each of its collections is."""
    levels = profile.levels_in_force
    if collections:
        levels["showcase"] = widest(profile.collection_levels_in_force(collections).values())
    hidden = hidden_from(levels, standing)
    gone: dict[str, object] = {}
    for field in hidden:
        gone.update(_HOLDS.get(field, {}))
    secret = "last_active" in hidden
    return Seen(
        profile=msgspec.structs.replace(profile, **gone),
        hidden=hidden,
        last_active_at=None if secret else last_active_at,
        online=None if secret else online,
    )


def bare(profile: Profile) -> Seen:
    """Somebody of whom nothing but the username is to be seen."""
    gone: dict[str, object] = {}
    for holds in _HOLDS.values():
        gone.update(holds)
    return Seen(
        profile=msgspec.structs.replace(profile, **gone),
        hidden=FIELDS,
        last_active_at=None,
        online=None,
    )


async def _last_active(read: Read, user_id: UserId) -> datetime | None:
    return (await identity.last_active_many(read, [user_id])).get(user_id)


def _profile(account: identity.Account, said: Said | None) -> Profile:
    kept = msgspec.structs.asdict(said or Said(user_id=account.id))
    return Profile(**kept, username=account.username, created_at=account.created_at)
