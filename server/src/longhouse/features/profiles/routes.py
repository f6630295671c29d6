"""Routes of profiles."""

from typing import Any

import msgspec
from litestar import get, patch

from longhouse.features.profiles.model import Seen
from longhouse.features.profiles.schemas import (
    OnePerson,
    OneSettings,
    PersonSeen,
    ProfilePatch,
    Relationship,
    SettingsPatch,
    Stats,
    person_of,
    settings_of,
)
from longhouse.features.profiles.service import Profiles
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Part
from longhouse.kernel.principal import Principal


@get("/users/me")
async def get_me(read: Read, principal: Principal, profiles: Profiles) -> PersonSeen:
    """A route of its own: where a path has routes, another's pattern is not tried."""
    return _shown(await profiles.look_at(read, principal, "me"), principal)


@get("/users/{reference:str}")
async def get_person(
    reference: str, read: Read, principal: Principal, profiles: Profiles
) -> PersonSeen:
    """`reference` is an id or `@username`."""
    return _shown(await profiles.look_at(read, principal, reference), principal)


@patch("/users/me")
async def change_profile(
    data: ProfilePatch, tx: Tx, principal: Principal, profiles: Profiles
) -> OnePerson:
    return OnePerson(person_of(await profiles.change(tx, principal, _sent(data))))


@get("/users/me/settings")
async def get_settings(read: Read, principal: Principal, profiles: Profiles) -> OneSettings:
    return OneSettings(settings_of(await profiles.get_preferences(read, principal)))


@patch("/users/me/settings")
async def change_settings(
    data: SettingsPatch, tx: Tx, principal: Principal, profiles: Profiles
) -> OneSettings:
    return OneSettings(settings_of(await profiles.prefer(tx, principal, _sent(data))))


def _shown(seen: Seen, principal: Principal) -> PersonSeen:
    ties, standing = seen.relationship, seen.standing
    return PersonSeen(
        user=person_of(seen.profile),
        stats=Stats(
            follower_count=standing.follower_count if standing else 0,
            following_count=standing.following_count if standing else 0,
        ),
        relationship=Relationship(
            self=seen.profile.id == principal.user_id,
            following=ties.following,
            followed_by=ties.followed_by,
            blocking=ties.blocking,
            muting=ties.muting,
        ),
    )


def _sent(part: Part) -> dict[str, object]:
    """The fields of a PATCH that were there, null or not."""
    fields = msgspec.structs.asdict(part)
    return {name: value for name, value in fields.items() if value is not msgspec.UNSET}


ROUTES: list[Any] = [get_me, get_person, change_profile, get_settings, change_settings]
