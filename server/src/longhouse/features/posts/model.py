"""What posts keep and read, and what they ask of features above and beside them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NewType, Protocol
from uuid import UUID

import msgspec

from longhouse.features.graph.api import Audience
from longhouse.features.media.api import AddressOf, Media
from longhouse.features.posts.errors import NoSuchMedia
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal

PostId = NewType("PostId", UUID)
SectionId = NewType("SectionId", UUID)

SectionType = Literal["music", "photo", "event", "recipe", "book", "movie", "general"]
Visibility = Audience


class Section(msgspec.Struct, frozen=True, kw_only=True):
    id: SectionId
    name: str
    type: SectionType


class SectionSeen(Section, frozen=True, kw_only=True):
    unread: bool
    """Somebody else has published there since the member last looked."""


class LinkKept(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    url: str
    metadata: dict[str, Any] | None


class Mentioned(msgspec.Struct, frozen=True, kw_only=True):
    id: UserId
    username: str


class Attached(msgspec.Struct, frozen=True):
    """What hangs on a comment."""

    links: Sequence[LinkKept] = ()
    mentions: Sequence[Mentioned] = ()


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """To whom news of a post may be told on topics that many hear."""

    id: PostId
    author_id: UserId
    section_id: SectionId | None
    visibility: Visibility


class PostRow(Shared, frozen=True, kw_only=True):
    """A post that somebody may see, with who wrote it and what is attached to it."""

    kind: str
    content: str
    client_id: str | None
    comment_count: int
    reaction_count: int
    media_ids: list[UUID]
    reactions: str
    """JSON: how many of each emoji."""
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None
    deleted_by_id: UserId | None
    username: str
    display_name: str | None
    avatar_id: UUID | None
    open_fields: Sequence[str] | None
    """What the author shows to everybody; None for who has said nothing."""
    links: str | None
    """JSON, or None where there are none; the same for tags and mentions."""
    tags: list[str] | None
    mentions: str | None


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What decides who may change a post, read under its lock."""

    id: PostId
    author_id: UserId
    section_id: SectionId | None
    content: str
    visibility: Visibility
    media_ids: list[UUID]
    deleted_at: datetime | None
    deleted_by_id: UserId | None


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """What a viewer did to a post, and what its counts hold that they may not see."""

    reactions: Sequence[str] = ()
    saved: bool = False
    hidden_comments: int = 0
    hidden_reactions: Mapping[str, int] = msgspec.field(default_factory=dict[str, int])


class ViewerState(Protocol):
    """Filled by whoever keeps comments, reactions and saves."""

    async def __call__(
        self, read: Read, viewer: UserId, post_ids: Sequence[UUID]
    ) -> Mapping[UUID, Mine]:
        """In one statement; posts of which there is nothing to say are left out."""
        ...


class Unfolded(Protocol):
    """A link as it is kept, and what its page says."""

    @property
    def url(self) -> str: ...

    @property
    def metadata(self) -> msgspec.Struct | None: ...

    @property
    def state(self) -> str: ...


class Unfold(Protocol):
    """Filled by whoever can read pages; called before a transaction is opened."""

    async def __call__(
        self, by: UUID, urls: Sequence[str], hint: SectionType | None = None
    ) -> Sequence[Unfolded]:
        """One for each link that a member wants to publish."""
        ...

    async def find_many(
        self, read: Read, links: Sequence[str], hint: SectionType | None = None
    ) -> Mapping[str, Unfolded]:
        """What is known already, by the text of the link; asks nobody outside."""
        ...


class MediaOf(Protocol):
    """Filled by whoever keeps files."""

    async def attach(self, tx: Tx, principal: Principal, ids: Sequence[UUID]) -> None:
        """Keep the member's own uploads for as long as the post; raises for what cannot be."""
        ...

    async def detach(self, tx: Tx, ids: Sequence[UUID]) -> None:
        """Back to their owner, who may use them once more before they are removed."""
        ...

    async def erase(self, tx: Tx, ids: Sequence[UUID]) -> None:
        """For good, and at once."""
        ...

    async def show_many(
        self, house: House, read: Read, ids: Sequence[UUID]
    ) -> Mapping[UUID, Media]:
        """As on the wire; what is not to be shown is left out."""
        ...

    def address_of(self, house: House) -> AddressOf:
        """Makes addresses of the small pictures of authors."""
        ...


def no_address(_media_id: UUID | None, _now: datetime) -> str | None:
    """The answer of a house that keeps no files."""
    return None


class PlainLink(msgspec.Struct, frozen=True):
    """A link of which nothing is known but its address."""

    url: str
    metadata: msgspec.Struct | None = None
    state: str = "off"


class NobodyDid:
    """The answer of a house in which nothing can be done to a post."""

    async def __call__(
        self, read: Read, viewer: UserId, post_ids: Sequence[UUID]
    ) -> Mapping[UUID, Mine]:
        return {}


class PlainLinks:
    """The answer of a house that reads no pages."""

    async def __call__(
        self, by: UUID, urls: Sequence[str], hint: SectionType | None = None
    ) -> Sequence[PlainLink]:
        return [PlainLink(url) for url in urls]

    async def find_many(
        self, read: Read, links: Sequence[str], hint: SectionType | None = None
    ) -> Mapping[str, PlainLink]:
        return {}


class NoMedia:
    """The answer of a house that keeps no files."""

    async def attach(self, tx: Tx, principal: Principal, ids: Sequence[UUID]) -> None:
        if ids:
            raise NoSuchMedia

    async def detach(self, tx: Tx, ids: Sequence[UUID]) -> None:
        """There is none."""

    async def erase(self, tx: Tx, ids: Sequence[UUID]) -> None:
        """There is none."""

    async def show_many(
        self, house: House, read: Read, ids: Sequence[UUID]
    ) -> Mapping[UUID, Media]:
        return {}

    def address_of(self, house: House) -> AddressOf:
        return no_address


def as_everybody_sees(row: PostRow) -> PostRow:
    """For a frame that many hear, of a row that was read with the author's own eyes."""
    shown = row.open_fields or ()
    return msgspec.structs.replace(
        row,
        display_name=row.display_name if "display_name" in shown else None,
        avatar_id=row.avatar_id if "avatar" in shown else None,
    )


def links_in(found: str | None) -> list[LinkKept]:
    return [] if found is None else _links.decode(found)


def mentions_in(found: str | None) -> list[Mentioned]:
    return [] if found is None else _mentions.decode(found)


def reactions_in(found: str) -> dict[str, int]:
    return {} if found == "{}" else _reactions.decode(found)


_links = msgspec.json.Decoder(list[LinkKept])
_mentions = msgspec.json.Decoder(list[Mentioned])
_reactions = msgspec.json.Decoder(dict[str, int])
