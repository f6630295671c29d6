"""One look at an address: follow where it leads, and bring back what is there."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager

import httptools
import msgspec

from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.answer import Answer, Head
from longhouse.kernel.outbound.dial import Dialer
from longhouse.kernel.outbound.errors import Forbidden, Unreachable, Unreadable
from longhouse.kernel.outbound.unpack import ACCEPTED
from longhouse.kernel.outbound.urls import WebAddress

MOST_REDIRECTS = 5
USER_AGENT = "Mozilla/5.0 (compatible; Longhouse)"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429}) | frozenset(range(500, 600))
_OK = 200


class Wanted(msgspec.Struct, frozen=True):
    """What is asked for, and what of it is taken."""

    accept: str
    takes: Callable[[str], bool]
    """Whether a media type is one that can be used."""
    most_bytes: int
    patience: float
    allow: Callable[[str], Awaitable[bool]]
    """Whether one more request may go to a host now."""


class Fetched(msgspec.Struct, frozen=True):
    url: WebAddress
    """Where it was found in the end."""
    media_type: str
    charset: str | None
    body: bytes
    is_whole: bool


class Fetcher:
    def __init__(self, dialer: Dialer, *, at_once: int) -> None:
        self._dialer = dialer
        self._places = asyncio.Semaphore(at_once)

    async def fetch(self, url: WebAddress, wanted: Wanted) -> Fetched:
        """What is there, or a `NoAnswer` that says why nothing is; waiting for a place counts."""
        with refusals(url.host):
            async with asyncio.timeout(wanted.patience), self._places:
                return await self._follow(url, wanted)

    async def _follow(self, url: WebAddress, wanted: Wanted) -> Fetched:
        for _ in range(1 + MOST_REDIRECTS):
            found = await self._ask(url, wanted)
            if isinstance(found, Fetched):
                return found
            url = found
        raise Unreadable("too many redirects")

    async def _ask(self, url: WebAddress, wanted: Wanted) -> Fetched | WebAddress:
        if not await wanted.allow(url.host):
            raise Unreachable(f"{url.host} is asked too often")
        reader, writer = await self._dialer.dial(url)
        try:
            writer.write(_request(url, wanted))
            answer = Answer(reader)
            head = await answer.head()
            if head.status in _REDIRECTS:
                return _next(url, head)
            _check(head, wanted)
            body, is_whole = await answer.body(wanted.most_bytes)
            return Fetched(url, head.media_type, head.charset, body, is_whole)
        finally:
            # Not closed politely: that would wait for somebody who may not answer.
            writer.transport.abort()


@contextmanager
def refusals(host: str) -> Generator[None]:
    """Whatever goes wrong between the house and a host, said as a `NoAnswer`."""
    try:
        yield
    except TimeoutError as error:
        raise Unreachable(f"{host} took too long") from error
    except (OSError, EOFError) as error:
        raise Unreachable(f"{host} broke off") from error
    except httptools.HttpParserError as error:
        raise Unreadable(f"{host} does not speak HTTP") from error


def _request(url: WebAddress, wanted: Wanted) -> bytes:
    return (
        f"GET {url.target} HTTP/1.1\r\n"
        f"Host: {url.authority}\r\n"
        f"User-Agent: {USER_AGENT}\r\n"
        f"Accept: {wanted.accept}\r\n"
        "Accept-Language: en;q=0.9,*;q=0.5\r\n"
        f"Accept-Encoding: {ACCEPTED}\r\n"
        "Connection: close\r\n\r\n"
    ).encode("ascii")


def _next(url: WebAddress, head: Head) -> WebAddress:
    named = head.headers.get("location", "")
    # Headers are bytes; what servers write into this one is UTF-8 when it is not ASCII.
    location = named.encode("latin-1").decode("utf-8", errors="replace")
    target = urls.find(location, url)
    if target is None:
        raise Forbidden(f"{url.host} leads to where nobody is sent")
    return target


def _check(head: Head, wanted: Wanted) -> None:
    if head.status in _PASSING:
        raise Unreachable(f"answered {head.status}")
    if head.status != _OK:
        raise Unreadable(f"answered {head.status}")
    if not wanted.takes(head.media_type):
        raise Unreadable(f"is {head.media_type[:60] or 'nothing that it names'}")
