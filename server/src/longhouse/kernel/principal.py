"""Who is asking. A route says what it needs by the type of its parameter."""

from datetime import datetime
from typing import Literal

import msgspec

from longhouse.kernel.ids import SessionId, UserId


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in, approved member, for the length of one request or one socket."""

    user_id: UserId
    username: str
    session_id: SessionId
    is_admin: bool
    via: Literal["cookie", "bearer"]
    reauthenticated_at: datetime | None = None
    ends_at: datetime | None = None
    """When the session is over, however much it is used."""


class Admin(Principal, frozen=True, kw_only=True):
    """A member who runs the site. Only the HTTP edge makes one, from a Principal that may be."""
