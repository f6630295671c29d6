"""People as they are shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph.api import Ties, ties_of
from longhouse.features.media.api import Media
from longhouse.features.profiles.model import (
    Interest,
    Looked,
    Onboarding,
    Place,
    Profile,
    Seen,
)
from longhouse.features.profiles.policy.interests import interest_of
from longhouse.features.profiles.policy.onboarding import onboarding_of
from longhouse.features.profiles.policy.visibility import Field, Level
from longhouse.kernel.ids import UserId

Pictures = Mapping[UUID, Media]


class Picture(msgspec.Struct, kw_only=True):
    media_id: UUID
    url_320: str
    url_1080: str
    """Both are good for an hour at most."""
    blur: str | None
    alt: str | None


class Person(msgspec.Struct, kw_only=True):
    """A member as the viewer may know them: what is hidden is null and named in `hidden`."""

    id: UserId
    username: str
    created_at: datetime
    display_name: str | None
    bio: str | None
    avatar: Picture | None
    banner: Picture | None
    gender: str | None
    pronouns: str | None
    location: Place | None
    interests: Sequence[Interest] | None
    last_active_at: datetime | None
    online: bool | None
    hidden: Sequence[Field]


class Stats(msgspec.Struct, kw_only=True):
    follower_count: int | None
    following_count: int | None
    """Both are None where follows are hidden."""
    post_count: int
    comment_count: int
    friend_count: int | None
    """None where connections are hidden."""


class PersonSeen(msgspec.Struct):
    user: Person
    stats: Stats
    relationship: Ties


class MyPage(PersonSeen):
    visibility: dict[Field, Level]
    """As chosen; while the profile is hidden, this is what comes back."""
    showcase_visibility: dict[str, Level]
    """Of each collection, as chosen; until then it is that of the showcase."""
    hide_profile: bool
    onboarding: Onboarding


class OnePerson(msgspec.Struct):
    user: Person


class MyProfile(OnePerson):
    visibility: dict[Field, Level]
    showcase_visibility: dict[str, Level]
    hide_profile: bool
    onboarding: Onboarding


def person_of(seen: Seen, pictures: Pictures) -> Person:
    profile = seen.profile
    interests = [interest_of(kept) for kept in profile.interests]
    return Person(
        id=profile.user_id,
        username=profile.username,
        created_at=profile.created_at,
        display_name=profile.display_name,
        bio=profile.bio,
        avatar=_picture(profile.avatar_id, pictures),
        banner=_picture(profile.banner_id, pictures),
        gender=profile.gender,
        pronouns=profile.pronouns,
        location=profile.place,
        interests=None if "interests" in seen.hidden else interests,
        last_active_at=seen.last_active_at,
        online=seen.online,
        hidden=seen.hidden,
    )


def page_of(viewer: UserId, looked: Looked, pictures: Pictures) -> PersonSeen:
    standing = looked.standing
    friends = standing.friend_count if standing else 0
    followers = standing.follower_count if standing else 0
    following = standing.following_count if standing else 0
    follows_hidden = "follows" in looked.seen.hidden
    return PersonSeen(
        user=person_of(looked.seen, pictures),
        stats=Stats(
            follower_count=None if follows_hidden else followers,
            following_count=None if follows_hidden else following,
            post_count=looked.written.post_count,
            comment_count=looked.written.comment_count,
            friend_count=None if "connections" in looked.seen.hidden else friends,
        ),
        relationship=ties_of(viewer, looked.relationship),
    )


def my_page_of(page: PersonSeen, profile: Profile, collections: Sequence[str]) -> MyPage:
    return MyPage(
        page.user,
        page.stats,
        page.relationship,
        profile.levels,
        profile.collection_levels(collections),
        profile.hide_profile,
        onboarding_of(profile),
    )


def my_profile_of(person: Person, profile: Profile, collections: Sequence[str]) -> MyProfile:
    return MyProfile(
        person,
        profile.levels,
        profile.collection_levels(collections),
        profile.hide_profile,
        onboarding_of(profile),
    )


def _picture(media_id: UUID | None, pictures: Pictures) -> Picture | None:
    media = pictures.get(media_id) if media_id else None
    if media is None or media.urls.small is None or media.urls.medium is None:
        return None
    return Picture(
        media_id=media.id,
        url_320=media.urls.small,
        url_1080=media.urls.medium,
        blur=media.placeholder,
        alt=media.alt,
    )
