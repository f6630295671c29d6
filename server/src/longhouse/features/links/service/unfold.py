"""Unfolding links: what other features and the composer ask for."""

import asyncio
from collections.abc import Mapping, Sequence

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
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.urls import WebAddress
from longhouse.kernel.principal import Principal

_MINUTE = 60.0


def address(text: str) -> WebAddress:
    """Where a link leads, be it an address or a number of a book; raises NotALink."""
    isbn = find_isbn(text)
    return urls.parse(address_of(isbn) if isbn else text)


class Unfold:
    """Call it before a transaction is opened: it waits for other people's servers."""

    def __init__(self, house: House, previews: Previews, pictures: Pictures) -> None:
        self._house = house
        self._previews = previews
        self._pictures = pictures
        self._previews_per_minute = house.config.get(LinksSettings).previews_per_minute

    async def __call__(
        self, urls: Sequence[str], hint: SectionType | None = None
    ) -> list[Unfolded]:
        """One for each link, in their order, after at most the time that a page may take.

        What is no link raises NotALink. What leads nowhere, or is not answered in time, comes
        without metadata.
        """
        addresses = [address(text) for text in urls]
        if not addresses:
            return []
        if not await self._is_on():
            return [Unfolded(url=one.link, metadata=None, state="off") for one in addresses]
        outcomes = await asyncio.gather(*(self._previews.get(one) for one in addresses))
        return [
            self._unfolded(one, outcome, hint)
            for one, outcome in zip(addresses, outcomes, strict=True)
        ]

    async def preview(
        self, principal: Principal, url: str, hint: SectionType | None
    ) -> Metadata | None:
        """For who is still writing."""
        key = f"links:preview:{principal.user_id}"
        await self._house.limits.check(key, self._previews_per_minute, _MINUTE)
        return (await self([url], hint))[0].metadata

    async def find_many(
        self, read: Read, links: Sequence[str], hint: SectionType | None = None
    ) -> Mapping[str, Unfolded]:
        """What is kept of links, by their text; asks nobody outside."""
        found: dict[str, Unfolded] = {}
        for text in dict.fromkeys(links):
            one = address(text)
            outcome = await self._previews.find(read, one)
            if outcome is not None:
                found[text] = self._unfolded(one, outcome, hint)
        return found

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
