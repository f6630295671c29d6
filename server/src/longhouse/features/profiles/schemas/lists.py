"""Lists of people, of what they did, of what they like."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph.api import Reason, Ties, reason_of, ties_of
from longhouse.features.media.api import AddressOf
from longhouse.features.profiles.model import Card, Face, Interest, Place
from longhouse.features.profiles.policy.interests import interest_of
from longhouse.features.profiles.policy.visibility import Level
from longhouse.features.profiles.schemas.people import Person, Pictures, person_of
from longhouse.features.profiles.service.acting import Act
from longhouse.features.profiles.service.finding import Match, Result
from longhouse.features.profiles.service.showing import Shelf
from longhouse.features.profiles.store.activity import Kind
from longhouse.features.profiles.store.people import Counted
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta


class InterestList(msgspec.Struct):
    interests: Sequence[Interest]


class PlaceList(msgspec.Struct):
    places: Sequence[Place]


class Options(msgspec.Struct):
    genders: Sequence[str]
    pronouns: Sequence[str]


class PersonMatch(Person, kw_only=True):
    relationship: Ties
    """How I stand to them."""
    mutual_count: int
    """Of friends."""
    reason: Reason | None
    """What the two have in common."""


class InterestCount(msgspec.Struct):
    id: str
    """What `interest` takes; own words stand for themselves."""
    label: str
    count: int


class PlaceCount(msgspec.Struct):
    id: int
    label: str
    count: int


class PronounsCount(msgspec.Struct):
    id: str
    label: str
    count: int


class Facets(msgspec.Struct, kw_only=True):
    """Values that at least five of the people found share; people who hide theirs do not count."""

    interests: Sequence[InterestCount]
    places: Sequence[PlaceCount]
    pronouns: Sequence[PronounsCount]


class PeopleMatches(msgspec.Struct):
    people: Sequence[PersonMatch]
    facets: Facets | None
    """None on later pages: they are those of the first."""
    meta: Meta


class NamedFace(msgspec.Struct, kw_only=True):
    id: UserId
    username: str
    display_name: str | None
    avatar: str | None


class LevelChange(msgspec.Struct, rename={"before": "from", "after": "to"}):
    before: Level
    after: Level


class Activity(msgspec.Struct, kw_only=True):
    id: UUID
    kind: Kind
    created_at: datetime
    post_id: UUID | None
    comment_id: UUID | None
    excerpt: str | None
    """Of the post or the comment."""
    user: NamedFace | None
    """With whom they became friends."""
    changes: dict[str, LevelChange] | None
    """Of visibility, by field, or `showcase.` and the key of a collection; told to the owner
    alone."""


class ActivityPage(msgspec.Struct):
    activity: Sequence[Activity]
    meta: Meta


class ShowcaseItem(msgspec.Struct, kw_only=True):
    id: UUID
    entity_id: UUID
    title: str
    thumbnail: str | None
    url: str
    note: str | None


class ShowcaseShelf(msgspec.Struct, kw_only=True):
    key: str
    title: str
    items: Sequence[ShowcaseItem]


class Showcase(msgspec.Struct):
    collections: Sequence[ShowcaseShelf]


class CandidateList(msgspec.Struct):
    candidates: Sequence[Card]


class PresenceOf(msgspec.Struct, kw_only=True):
    user_id: UserId
    online: bool
    last_active_at: datetime | None


class PresenceList(msgspec.Struct):
    presence: Sequence[PresenceOf]


def people_of(viewer: UserId, result: Result, pictures: Pictures) -> PeopleMatches:
    found = [_found(viewer, match, pictures) for match in result.matches]
    values = result.values
    return PeopleMatches(found, None if values is None else _facets(values), result.meta)


def activity_of(act: Act, address_of: AddressOf, now: datetime) -> Activity:
    entry = act.entry
    return Activity(
        id=entry.id,
        kind=entry.kind,
        created_at=entry.at,
        post_id=act.post_id,
        comment_id=act.comment_id,
        excerpt=act.excerpt,
        user=act.person and named_of(act.person, address_of, now),
        changes=None if entry.changes is None else _changes.decode(entry.changes),
    )


def named_of(face: Face, address_of: AddressOf, now: datetime) -> NamedFace:
    return NamedFace(
        id=face.id,
        username=face.username,
        display_name=face.display_name,
        avatar=address_of(face.avatar_id, now),
    )


def showcase_of(shelves: Sequence[Shelf]) -> Showcase:
    return Showcase(
        [
            ShowcaseShelf(
                key=shelf.key,
                title=shelf.title,
                items=[
                    ShowcaseItem(
                        id=one.item.id,
                        entity_id=one.item.entity_id,
                        title=one.card.title,
                        thumbnail=one.card.thumbnail,
                        url=one.card.url,
                        note=one.item.note,
                    )
                    for one in shelf.items
                ],
            )
            for shelf in shelves
        ]
    )


def _found(viewer: UserId, match: Match, pictures: Pictures) -> PersonMatch:
    person = person_of(match.seen, pictures)
    return PersonMatch(
        **msgspec.structs.asdict(person),
        relationship=ties_of(viewer, match.relationship),
        mutual_count=match.mutual_count,
        reason=match.reason and reason_of(match.reason),
    )


def _facets(values: Sequence[Counted]) -> Facets:
    interests = [one for one in values if one.facet == "interests"]
    return Facets(
        interests=[_interest_count(one) for one in interests],
        places=[
            PlaceCount(int(one.value), one.label or "", one.count)
            for one in values
            if one.facet == "places"
        ],
        pronouns=[
            PronounsCount(one.value, one.label or one.value, one.count)
            for one in values
            if one.facet == "pronouns"
        ],
    )


def _interest_count(one: Counted) -> InterestCount:
    interest = interest_of(one.value)
    return InterestCount(interest.id or interest.label, interest.label, one.count)


_changes = msgspec.json.Decoder(dict[str, LevelChange])
