"""What is known of an address before anything is fetched."""

import re
from collections.abc import Callable

import msgspec

from longhouse.features.links.model import Embed, Found, Kind
from longhouse.features.links.service.read.page import Page
from longhouse.kernel.outbound.urls import WebAddress


def as_found(found: Found) -> Found:
    return found


class Known(msgspec.Struct, frozen=True, kw_only=True):
    provider: str
    kind: Kind
    embed: Embed | None = None
    oembed: str | None = None
    """Where the provider answers about the address in JSON; asked beside the page."""
    page: str | None = None
    """Where to look instead of the address itself."""
    catalogue: Callable[[bytes], Found] | None = None
    """Reads `page` when that is an answer in JSON."""
    player: Callable[[Page], Embed | None] | None = None
    """Makes the player out of what the page says, where the address is not enough."""
    refine: Callable[[Found], Found] = as_found
    """Puts what the provider writes in its own way where it belongs."""


Recognise = Callable[[WebAddress], Known | None]


class Site(msgspec.Struct, frozen=True):
    """A provider whose pages describe themselves well enough."""

    provider: str
    kind: Kind
    host: re.Pattern[str]
    path: re.Pattern[str]

    def __call__(self, url: WebAddress) -> Known | None:
        if self.host.fullmatch(url.host) and self.path.match(url.path):
            return Known(provider=self.provider, kind=self.kind)
        return None
