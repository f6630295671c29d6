"""What search keeps and finds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from longhouse.kernel.ids import UserId

Kind = Literal["post", "comment", "link_metadata"]
Scope = Literal["global", "section", "multi"]
_LONG = 1 << 62


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be found, as it is put into the index."""

    id: UUID
    kind: Kind
    post_id: UUID
    source_id: UUID
    """The post or comment that was written; of a link, the one in which it stands."""
    section_id: UUID | None
    author_id: UserId
    created_at: datetime
    title: Sequence[str] = ()
    body: Sequence[str] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A query as a member sends it, checked for its form."""

    q: str
    scope: Scope
    section_ids: Sequence[UUID]
    kinds: Sequence[Kind]
    author: str | None


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: in which stretch of documents, and behind which of them.

    The time at which the first page was asked for is kept, since the rank depends on it, and so are
    the ends of the stretch. So the pages of one search fit together whatever arrives meanwhile.
    """

    at: Annotated[datetime, Meta(tz=True)]
    top: Annotated[int, Meta(ge=0, lt=_LONG)]
    bottom: Annotated[int, Meta(ge=0, lt=_LONG)]
    score: float
    number: Annotated[int, Meta(ge=0, lt=_LONG)]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    number: int
    id: UUID
    kind: Kind
    post_id: UUID
    source_id: UUID
    score: float


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """What was found among a thousand documents that have the words, and where these end."""

    found: Sequence[Found]
    bottom: int
    is_last: bool
