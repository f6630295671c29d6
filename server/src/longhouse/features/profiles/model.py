"""What profiles keep, and what they ask of features above and beside them."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.profiles.policy.visibility import (
    Field,
    Level,
    chosen,
    in_force,
    of_collections,
)
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.languages import AUTOMATIC


class Interest(msgspec.Struct, frozen=True, kw_only=True):
    id: str | None
    """None for own words."""
    label: str
    category: str | None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    city: str
    country: str
    """By ISO 3166-1, two letters."""
    label: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The row of a member; who has changed nothing has the defaults."""

    user_id: UserId
    display_name: str | None = None
    bio: str | None = None
    gender: str | None = None
    pronouns: str | None = None
    place_id: int | None = None
    place_city: str | None = None
    place_country: str | None = None
    place_label: str | None = None
    interests: Sequence[str] = ()
    avatar_id: UUID | None = None
    banner_id: UUID | None = None
    visibility: str = "{}"
    """JSON: the levels that were chosen."""
    showcase_visibility: str = "{}"
    """JSON: those of collections, by their keys."""
    hide_profile: bool = False
    onboarded_at: datetime | None = None
    name_skeleton: str | None = None

    @property
    def levels_chosen(self) -> dict[str, str]:
        return _levels.decode(self.visibility)

    @property
    def levels(self) -> dict[Field, Level]:
        """As chosen."""
        return chosen(self.levels_chosen)

    @property
    def levels_in_force(self) -> dict[Field, Level]:
        return in_force(self.levels, hide_profile=self.hide_profile)

    @property
    def collections_chosen(self) -> dict[str, str]:
        return _levels.decode(self.showcase_visibility)

    def collection_levels(self, keys: Iterable[str]) -> dict[str, Level]:
        """As chosen."""
        return of_collections(keys, self.collections_chosen, self.levels["showcase"])

    def collection_levels_in_force(self, keys: Iterable[str]) -> dict[str, Level]:
        if self.hide_profile:
            return dict.fromkeys(keys, "private")
        return self.collection_levels(keys)

    @property
    def place(self) -> Place | None:
        if (
            self.place_id is None
            or self.place_city is None
            or self.place_country is None
            or self.place_label is None
        ):
            return None
        return Place(
            id=self.place_id,
            city=self.place_city,
            country=self.place_country,
            label=self.place_label,
        )


class Profile(Said, frozen=True, kw_only=True):
    """Everything that somebody says, with their account. Never shown as it is."""

    username: str
    created_at: datetime


class Onboarding(msgspec.Struct, frozen=True, kw_only=True):
    done: bool
    progress: float
    missing: Sequence[str]


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """A member as every other member may know them."""

    id: UserId
    username: str
    display_name: str | None
    avatar_id: UUID | None
    created_at: datetime


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """How the house looks to a member; what was never chosen follows the device."""

    theme: Literal["system", "light", "dark"] = "system"
    text_size: Literal["small", "normal", "large"] = "normal"
    reduce_motion: bool = False
    locale: str = AUTOMATIC
    timezone: str = AUTOMATIC


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """How much somebody has published and said, as far as the viewer may know."""

    post_count: int = 0
    comment_count: int = 0


CountWritten = Callable[[Read, UserId, UserId], Awaitable[Written]]
"""How much a viewer may know of that an author has written; filled by who keeps posts and
comments."""

WhoIsOnline = Callable[[Collection[UserId]], Awaitable[frozenset[UserId]]]


async def nothing_written(_read: Read, _viewer: UserId, _author: UserId) -> Written:
    """The answer of a house in which nothing can be published."""
    return Written()


async def nobody_is_online(_user_ids: Collection[UserId]) -> frozenset[UserId]:
    """The answer of a process that serves no sockets."""
    return frozenset()


class LocationProvider(Protocol):
    """Knows the cities of the world."""

    async def find(self, read: Read, place_id: int) -> Place | None: ...

    async def search(self, read: Read, q: str, most: int) -> Sequence[Place]:
        """Those that begin so, the largest first."""
        ...


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing in a showcase looks like."""

    entity_id: UUID
    title: str
    url: str
    """A path within the house."""
    thumbnail: str | None = None


class ShowcaseCollection(Protocol):
    """Something of which members show their favourites; filled by who keeps it.

    Whoever is given to the manifest has a place in showcases, in the editor and among what is shown
    to whom: nothing else knows which collections there are.
    """

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    async def show_many(
        self, read: Read, viewer: UserId, ids: Sequence[UUID]
    ) -> Mapping[UUID, Card]:
        """Those that the viewer may see."""
        ...

    async def may_show(self, read: Read, owner: UserId, entity_id: UUID) -> bool: ...

    async def search(self, read: Read, owner: UserId, q: str) -> Sequence[Card]:
        """What the owner could show, the newest first."""
        ...


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry of somebody's activity is about, as who reads it may see it."""

    post_id: UUID
    excerpt: str


ShowSubjects = Callable[[Read, UserId, Sequence[UUID]], Awaitable[Mapping[UUID, Subject]]]
"""Those that the viewer may see, by id; filled by who keeps posts and who keeps comments."""


async def no_subjects(_read: Read, _viewer: UserId, _ids: Sequence[UUID]) -> Mapping[UUID, Subject]:
    return {}


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with the eyes of somebody else: what is hidden is not in it."""

    profile: Profile
    hidden: Sequence[Field]
    last_active_at: datetime | None
    online: bool | None


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """A whole page of somebody."""

    seen: Seen
    relationship: graph.Relationship
    standing: graph.Standing | None
    """None for whom nobody follows and who follows nobody."""
    written: Written


_levels = msgspec.json.Decoder(dict[str, str])
