"""Unfolding links: what other features and the composer ask for."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from itertools import compress
from uuid import UUID

from longhouse.features.identity import api as identity
from longhouse.features.links.model import Metadata, SectionType, Unfolded
from longhouse.features.links.policy.isbn import find_isbn
from longhouse.features.links.policy.kinds import lean
from longhouse.features.links.service.pictures import Pictures
from longhouse.features.links.service.previews import Outcome, Previews
from longhouse.features.links.service.providers.books import address_of
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.db import Read
from longhouse.kernel.house import House
from longhouse.kernel.limits import MINUTE
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.errors import NotALink
from longhouse.kernel.outbound.urls import WebAddress
from longhouse.kernel.principal import Principal

# A name before an `@` is not where the link leads, and exists only to look like it.
_WEB = re.compile(r"(?i:https?)://[^/?#@\\\s]+(?:[/?#]|$)")


def address(text: str) -> WebAddress:
    """Where a link leads, be it an address or a number of a book; raises NotALink."""
    isbn = find_isbn(text)
    return urls.parse(address_of(isbn) if isbn else text)


def _address_at(place: int, text: str) -> WebAddress | None:
    """None for an address of the web that the house does not follow, such as one with a port of
    its own: people may write it all the same."""
    try:
        return address(text)
    except NotALink:
        if _WEB.match(text):
            return None
        raise NotALink(f"links.{place}.url") from None


class Unfold:
    """Call it before a transaction is opened: it waits for other people's servers."""

    def __init__(self, house: House, previews: Previews, pictures: Pictures) -> None:
        self._house = house
        self._previews = previews
        self._pictures = pictures
        settings = house.config.get(LinksSettings)
        self._previews_per_minute = settings.previews_per_minute
        self._looks_per_minute = settings.looks_per_minute

    async def __call__(
        self, by: UUID, urls: Sequence[str], hint: SectionType | None = None
    ) -> list[Unfolded]:
        """One for each link, in their order, after at most the time that a page may take.

        What is no link raises NotALink. What leads nowhere, is not followed from here, is not
        answered in time, or is more than is looked at for one member, comes without metadata.
        """
        addresses = [_address_at(place, text) for place, text in enumerate(urls)]
        if not addresses:
            return []
        followed = await self._followed(by, [one for one in addresses if one is not None])
        outcomes = await asyncio.gather(*(self._previews.get(one) for one in followed))
        found = dict(zip(followed, outcomes, strict=True))
        return [
            self._unfolded(one, found[one], hint)
            if one in found
            else Unfolded(url=one.link if one else text.strip(), metadata=None, state="off")
            for one, text in zip(addresses, urls, strict=True)
        ]

    async def preview(
        self, principal: Principal, url: str, hint: SectionType | None
    ) -> Metadata | None:
        """For who is still writing."""
        key = f"links:preview:{principal.user_id}"
        await self._house.limits.check(key, self._previews_per_minute, MINUTE)
        return (await self(principal.user_id, [address(url).link], hint))[0].metadata

    async def find_many(
        self, read: Read, links: Sequence[str], hint: SectionType | None = None
    ) -> Mapping[str, Unfolded]:
        """What is kept of links, by their text; asks nobody outside."""
        found: dict[str, Unfolded] = {}
        for text in dict.fromkeys(links):
            one = _address_at(0, text)
            outcome = await self._previews.find(read, one) if one else None
            if one is not None and outcome is not None:
                found[text] = self._unfolded(one, outcome, hint)
        return found

    async def _followed(self, by: UUID, addresses: Sequence[WebAddress]) -> list[WebAddress]:
        """Many names may lead to one server, which would be asked for each of them."""
        if not addresses or not await self._is_on():
            return []
        key = f"links:looks:{by}"
        allowed = [
            await self._house.limits.allow(key, self._looks_per_minute, MINUTE) for _ in addresses
        ]
        return list(compress(addresses, allowed))

    async def _is_on(self) -> bool:
        async with self._house.db.read() as read:
            return (await identity.get_config(self._house, read)).link_metadata_enabled

    def _unfolded(self, url: WebAddress, outcome: Outcome, hint: SectionType | None) -> Unfolded:
        metadata = outcome.metadata
        return Unfolded(
            url=url.link,
            metadata=self._pictures.signed(lean(metadata, hint)) if metadata else None,
            state="ready" if outcome.is_ready else "failed",
        )
