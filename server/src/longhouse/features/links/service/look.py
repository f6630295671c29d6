"""Looking at one address: what is there, and what it says of itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import msgspec

from longhouse.features.links.model import Found, Metadata, Photo
from longhouse.features.links.service.compose import compose, with_player
from longhouse.features.links.service.providers.known import Known
from longhouse.features.links.service.providers.recognise import recognise
from longhouse.features.links.service.read.linked import read_scripts
from longhouse.features.links.service.read.oembed import read_oembed
from longhouse.features.links.service.read.opengraph import (
    base_of,
    oembed_of,
    read_html,
    read_opengraph,
    read_twitter,
)
from longhouse.features.links.service.read.page import Page, read_page
from longhouse.features.links.service.read.pictures import picture_size, picture_type
from longhouse.features.links.service.read.schema import read_schema
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.client import Fetched, Fetcher, Wanted
from longhouse.kernel.outbound.errors import NoAnswer, Unreadable
from longhouse.kernel.outbound.urls import WebAddress

log = logging.getLogger(__name__)

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_JSON = frozenset({"application/json", "text/json", "application/json+oembed"})
_ACCEPT_PAGE = "text/html,application/xhtml+xml;q=0.9,application/json;q=0.8,image/*;q=0.7"
_MOST_JSON = 256 * 1024
_READERS = 2
# What is left of the time is for reading and keeping what was fetched.
_SHARE = 0.9


class _Read(msgspec.Struct, frozen=True):
    found: list[Found]
    oembed: WebAddress | None = None


class Look:
    def __init__(
        self,
        fetcher: Fetcher,
        settings: LinksSettings,
        allow: Callable[[str], Awaitable[bool]],
    ) -> None:
        self._fetcher = fetcher
        self._page = Wanted(
            accept=_ACCEPT_PAGE,
            takes=_takes_page,
            most_bytes=settings.page_bytes,
            patience=settings.fetch_seconds * _SHARE,
            allow=allow,
        )
        self._json = Wanted(
            accept="application/json",
            takes=_JSON.__contains__,
            most_bytes=_MOST_JSON,
            patience=settings.fetch_seconds * _SHARE,
            allow=allow,
        )
        # Reading a page takes a processor for up to a second; it may not take them all.
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="links-readers")

    async def look(self, url: WebAddress) -> Metadata:
        """What the address is about, or a `NoAnswer`."""
        known = recognise(url)
        deadline = asyncio.get_running_loop().time() + self._page.patience
        page, answer = await asyncio.gather(
            self._read(url, known), self._ask(known.oembed if known else None)
        )
        if isinstance(page, NoAnswer):
            if answer is None or known is None:
                raise page
            page = _Read([])
        if answer is None and page.oembed is not None and _lacks(page.found):
            with suppress(TimeoutError):
                async with asyncio.timeout_at(deadline):
                    answer = await self._ask(page.oembed.text)
        return self._composed(url, known, page, answer)

    def _composed(
        self, url: WebAddress, known: Known | None, page: _Read, answer: Found | None
    ) -> Metadata:
        sources = [with_player(known.embed if known else None)]
        # A provider that is known answers about its address more plainly than its page does.
        sources += [answer, *page.found] if answer and known else [*page.found, answer or Found()]
        metadata = compose(url, known, sources)
        if metadata is None:
            raise Unreadable(f"{url.host} says nothing about itself")
        return metadata

    async def _read(self, url: WebAddress, known: Known | None) -> "_Read | NoAnswer":
        try:
            address = urls.parse(known.page) if known and known.page else url
            fetched = await self._fetcher.fetch(address, self._page)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._readers, _understand, fetched, known)
        except NoAnswer as error:
            return error
        except Exception:
            # A page that a reader stumbles over may cost its preview, never the post around it.
            log.exception("a page of %s could not be read", url.host)
            return Unreadable(f"a page of {url.host} confuses its reader")

    async def _ask(self, address: str | None) -> Found | None:
        """What a provider answers about an address; nothing when it does not."""
        url = urls.find(address)
        if url is None:
            return None
        try:
            fetched = await self._fetcher.fetch(url, self._json)
        except NoAnswer:
            return None
        return read_oembed(fetched.body, fetched.url) if fetched.is_whole else None


def _understand(fetched: Fetched, known: Known | None) -> _Read:
    if fetched.media_type in _JSON:
        if known is None or known.catalogue is None or not fetched.is_whole:
            raise Unreadable("data that nobody here can read")
        return _Read([known.catalogue(fetched.body)])
    if fetched.media_type not in _PAGES:
        return _Read([_picture(fetched)])
    page = read_page(fetched.body, fetched.charset)
    base = base_of(page, fetched.url)
    return _Read(list(_sources(page, base, fetched.url, known)), oembed_of(page, base))


def _sources(page: Page, base: WebAddress, url: WebAddress, known: Known | None) -> list[Found]:
    schema = read_schema([*read_scripts(page.scripts), *page.items], url)
    own = with_player(known.player(page) if known and known.player else None)
    return [
        own,
        schema or Found(),
        read_opengraph(page, base),
        read_twitter(page, base),
        read_html(page, base),
    ]


def _picture(fetched: Fetched) -> Found:
    if picture_type(fetched.body) is None:
        raise Unreadable("a picture of a kind that is not shown")
    size = picture_size(fetched.body)
    name = fetched.url.path.rpartition("/")[2][:200]
    return Found(
        kind="photo",
        title=name or None,
        image=fetched.url.text,
        photo=Photo(
            image=fetched.url.text,
            width=size.width if size else None,
            height=size.height if size else None,
        ),
    )


def _takes_page(media_type: str) -> bool:
    return media_type in _PAGES | _JSON or media_type.startswith("image/")


def _lacks(found: list[Found]) -> bool:
    return not any(one.title for one in found) or not any(one.image for one in found)
