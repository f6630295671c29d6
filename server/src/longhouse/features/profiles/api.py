"""What other features and the demonstration may ask of profiles."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.identity import api as identity
from longhouse.features.profiles.model import (
    Card,
    Face,
    LocationProvider,
    Place,
    ShowcaseCollection,
    ShowSubjects,
    Subject,
    Written,
)
from longhouse.features.profiles.policy import texts, visibility
from longhouse.features.profiles.policy.interests import Wish, kept_of
from longhouse.features.profiles.policy.lookalikes import shape_of
from longhouse.features.profiles.service.acting import latest_of
from longhouse.features.profiles.service.changing import keep
from longhouse.features.profiles.service.faces import get_faces as get_many
from longhouse.features.profiles.service.finding import (
    recommend_by_interests,
    recommend_by_sections,
)
from longhouse.features.profiles.service.looking import get_profiles, standing_of
from longhouse.features.profiles.service.presences import Presences
from longhouse.features.profiles.store import activity
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

__all__ = [
    "Card",
    "Face",
    "LocationProvider",
    "Place",
    "Presences",
    "ShowSubjects",
    "ShowcaseCollection",
    "Subject",
    "Written",
    "get_many",
    "import_friendship",
    "import_post",
    "import_profile",
    "latest_of",
    "may_list_friends",
    "recommend_by_interests",
    "recommend_by_sections",
]


async def may_list_friends(read: Read, viewer: UserId, owner: UserId) -> bool:
    """Whether somebody shows a viewer with whom they are friends."""
    profile = (await get_profiles(read, [owner])).get(owner)
    if profile is None:
        return False
    friends = await graph.list_friends_among(read, viewer, [owner])
    level = profile.levels_in_force["connections"]
    return visibility.may_see(level, standing_of(viewer, owner, friends))


async def import_friendship(tx: Tx, one: UserId, other: UserId, *, at: datetime) -> None:
    """What both did when they became friends in the past."""
    await activity.note(tx, one, "befriended", other, at=at)
    await activity.note(tx, other, "befriended", one, at=at)


async def import_post(tx: Tx, author: UserId, post_id: UUID, *, at: datetime) -> None:
    await activity.note(tx, author, "posted", post_id, at=at)


async def import_profile(
    tx: Tx,
    user_id: UserId,
    *,
    display_name: str | None,
    bio: str | None = None,
    interests: tuple[str, ...] = (),
    levels: Mapping[str, str] | None = None,
    place: Place | None = None,
    **more: Any,
) -> None:
    """For people who come with a past. Nothing is told, because nothing happens now.

    Interests are labels; `more` are other fields by their names.
    """
    account = await identity.get(tx, user_id)
    name = texts.normal_name(display_name)
    said = msgspec.structs.replace(
        await store.lock(tx, user_id),
        display_name=name,
        name_skeleton=shape_of(name, identity.skeleton) if name else None,
        bio=texts.normal_bio(bio),
        interests=kept_of([Wish(label=label) for label in interests]),
        visibility=msgspec.json.encode(visibility.check_choice(levels or {})).decode(),
        place_id=place.id if place else None,
        place_city=place.city if place else None,
        place_country=place.country if place else None,
        place_label=place.label if place else None,
        **more,
    )
    await keep(tx, said, account.username)
    await activity.note(tx, user_id, "joined", user_id, at=account.created_at)
