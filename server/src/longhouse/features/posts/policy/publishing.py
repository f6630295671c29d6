"""What may be published, and who may take it back."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from longhouse.features.posts.errors import (
    DeletedByAnother,
    NotAnAddress,
    NothingSaid,
    RestoreTooLate,
    TooLong,
    TooManyLinks,
    TooManyMedia,
)
from longhouse.features.posts.model import Visibility
from longhouse.kernel.errors import Forbidden
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal

LONGEST = 10_000
MOST_LINKS = 10
MOST_MEDIA = 20
_LONGEST_ADDRESS = 2048
_NUMBER_OF_A_BOOK = re.compile(r"(?i:isbn(?:-1[03])?:?)? ?[0-9][0-9 -]{8,15}[0-9Xx]")


def normal_content(given: str, *, may_be_empty: bool, most: int = LONGEST) -> str:
    content = given.replace("\r\n", "\n").strip()
    if not content and not may_be_empty:
        raise NothingSaid
    if len(content) > most:
        raise TooLong(most)
    return content


def check_links(urls: Sequence[str]) -> list[str]:
    """What could be a link at all; a number of a book is one, for who knows where it leads."""
    if len(urls) > MOST_LINKS:
        raise TooManyLinks(MOST_LINKS)
    tidy = [url.strip() for url in urls]
    for at, url in enumerate(tidy):
        if not _is_web_address(url) and not _could_be_book(url):
            raise NotAnAddress(at)
    return tidy


def check_media(media_ids: Sequence[UUID]) -> list[UUID]:
    """Each once, in the order given."""
    each = list(dict.fromkeys(media_ids))
    if len(each) > MOST_MEDIA:
        raise TooManyMedia(MOST_MEDIA)
    return each


def may_change(principal: Principal, author_id: UserId) -> bool:
    return principal.user_id == author_id


def may_delete(principal: Principal, author_id: UserId, visibility: Visibility = "public") -> bool:
    """Admins too, but for what somebody keeps for themselves."""
    if principal.user_id == author_id:
        return True
    return principal.is_admin and visibility != "private"


def check_restore(
    principal: Principal,
    author_id: UserId,
    deleted_at: datetime,
    deleted_by_id: UserId | None,
    *,
    now: datetime,
    days: int,
) -> None:
    """An admin at any time; the author for a while, and only what they deleted themselves."""
    if principal.is_admin:
        return
    if principal.user_id != author_id:
        raise Forbidden
    if deleted_by_id != author_id:
        raise DeletedByAnother
    if now - deleted_at > timedelta(days=days):
        raise RestoreTooLate


def _is_web_address(url: str) -> bool:
    if len(url) > _LONGEST_ADDRESS or any(character.isspace() for character in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _could_be_book(url: str) -> bool:
    return _NUMBER_OF_A_BOOK.fullmatch(url) is not None
