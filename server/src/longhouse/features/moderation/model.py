"""What was deleted, as the list of it is read."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from longhouse.kernel.ids import UserId

Kind = Literal["post", "comment"]


class Deletion(msgspec.Struct, frozen=True, kw_only=True):
    kind: Kind
    id: UUID
    post_id: UUID
    """The post itself, or that of the comment."""
    author_id: UserId
    deleted_at: datetime
    deleted_by_id: UserId
    deleted_by: str | None
    """Their name, as long as they have one."""
    author_is_here: bool


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Which of it is looked for."""

    kind: Kind | None = None
    words: str | None = None
    """A piece of the text, in any case."""
    author: str | None = None
    """By id or by `@username`."""
