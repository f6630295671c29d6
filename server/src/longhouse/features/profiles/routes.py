"""Routes of profiles."""

from typing import Any

from litestar import get, patch

from longhouse.features.graph.api import ties_of
from longhouse.features.profiles.model import Seen
from longhouse.features.profiles.schemas import (
    OnePerson,
    OneSettings,
    PersonSeen,
    ProfilePatch,
    SettingsPatch,
    Stats,
    person_of,
    settings_of,
)
from longhouse.features.profiles.service import Profiles
from longhouse.kernel.db import Read, Tx
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
    return OnePerson(person_of(await profiles.change(tx, principal, data.given())))


@get("/users/me/settings")
async def get_settings(read: Read, principal: Principal, profiles: Profiles) -> OneSettings:
    return OneSettings(settings_of(await profiles.get_preferences(read, principal)))


@patch("/users/me/settings")
async def change_settings(
    data: SettingsPatch, tx: Tx, principal: Principal, profiles: Profiles
) -> OneSettings:
    return OneSettings(settings_of(await profiles.prefer(tx, principal, data.given())))


def _shown(seen: Seen, principal: Principal) -> PersonSeen:
    standing = seen.standing
    return PersonSeen(
        user=person_of(seen.profile),
        stats=Stats(
            follower_count=standing.follower_count if standing else 0,
            following_count=standing.following_count if standing else 0,
            post_count=seen.written.post_count,
            comment_count=seen.written.comment_count,
            friend_count=standing.friend_count if standing else 0,
        ),
        relationship=ties_of(principal.user_id, seen.relationship),
    )


ROUTES: list[Any] = [get_me, get_person, change_profile, get_settings, change_settings]
