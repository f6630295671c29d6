"""Reading people, and changing what one says about oneself."""

from collections.abc import Mapping, Sequence

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.identity import api as identity
from longhouse.features.profiles import policy, store
from longhouse.features.profiles.errors import InvalidSaying
from longhouse.features.profiles.events import PreferencesChanged, ProfileChanged
from longhouse.features.profiles.model import (
    CountWritten,
    Preferences,
    Profile,
    Said,
    Seen,
    nothing_written,
)
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import InvalidFields, NotFound
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal


class Profiles:
    def __init__(self, count_written: CountWritten = nothing_written) -> None:
        self._count_written = count_written

    async def get(self, read: Read, user_id: UserId) -> Profile:
        return await _profile_of(read, await identity.find(read, user_id))

    async def look_at(self, read: Read, principal: Principal, reference: str) -> Seen:
        """Somebody by id, by `@username` or as `me`, with the eyes of the member.

        Of somebody whom the member blocks only the name is shown, so that it can be undone.
        """
        me = principal.user_id
        account = await graph.find_by_reference(read, reference, me)
        relationship = (await graph.relationship_many(read, me, [account.id]))[account.id]
        profile = await _profile_of(read, account)
        if relationship.blocking:
            profile = msgspec.structs.replace(profile, display_name=None, bio=None)
        elif await graph.blocked_either_way(read, me, account.id):
            raise NotFound
        standings = await graph.standing_many(read, me, [account.id])
        written = await self._count_written(read, me, account.id)
        return Seen(profile, relationship, standings.get(account.id), written)

    async def get_many(self, read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Profile]:
        """Only of those who are here."""
        found = await identity.get_many(read, user_ids)
        said = {row.user_id: row for row in await store.get_many(read, list(found))}
        return {id_: _profile(account, said.get(id_)) for id_, account in found.items()}

    async def change(self, tx: Tx, principal: Principal, wishes: Mapping[str, object]) -> Profile:
        """`wishes` holds the fields that were sent, by name."""
        changes = _checked(wishes)
        account = await identity.get(tx, principal.user_id)
        old = await store.lock(tx, account.id)
        display_name = changes.get("display_name", old and old.display_name)
        bio = changes.get("bio", old and old.bio)
        if old is None or (display_name, bio) != (old.display_name, old.bio):
            await store.set_said(tx, account.id, display_name, bio)
            tx.emit(ProfileChanged(user_id=account.id))
        return _profile(account, Said(user_id=account.id, display_name=display_name, bio=bio))

    async def get_preferences(self, read: Read, principal: Principal) -> Preferences:
        return await store.get_preferences(read, principal.user_id)

    async def prefer(
        self, tx: Tx, principal: Principal, chosen: Mapping[str, object]
    ) -> Preferences:
        locale, timezone = chosen.get("locale"), chosen.get("timezone")
        if isinstance(locale, str):
            policy.check_locale(locale)
        if isinstance(timezone, str):
            policy.check_timezone(timezone)
        if chosen:
            await store.merge_preferences(tx, principal.user_id, dict(chosen))
            tx.emit(PreferencesChanged(user_id=principal.user_id))
        return await store.get_preferences(tx, principal.user_id)


def _checked(wishes: Mapping[str, object]) -> dict[str, str | None]:
    """Every field in its kept form, or one refusal that names all that cannot be taken."""
    normal = {"display_name": policy.normal_name, "bio": policy.normal_bio}
    changes: dict[str, str | None] = {}
    refused: dict[str, str] = {}
    for field, given in wishes.items():
        try:
            changes[field] = normal[field](given if isinstance(given, str) else None)
        except InvalidSaying as error:
            refused[error.field] = error.sentence
    if refused:
        raise InvalidFields(refused)
    return changes


async def _profile_of(read: Read, account: identity.Account | None) -> Profile:
    if account is None:
        raise NotFound
    said = await store.get_many(read, [account.id])
    return _profile(account, said[0] if said else None)


def _profile(account: identity.Account, said: Said | None) -> Profile:
    return Profile(
        id=account.id,
        username=account.username,
        display_name=said.display_name if said else None,
        bio=said.bio if said else None,
        created_at=account.created_at,
    )
