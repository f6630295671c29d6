"""Handing something to another's server: one POST, one answer, and nowhere else."""

import asyncio
import re
from collections.abc import Mapping

from longhouse.kernel.outbound.answer import Answer, Head
from longhouse.kernel.outbound.client import USER_AGENT, refusals
from longhouse.kernel.outbound.dial import Dialer
from longhouse.kernel.outbound.urls import WebAddress

_NAME = re.compile(r"[A-Za-z0-9-]+")
_VALUE = re.compile(r"[\x20-\x7e]*")


class Sender:
    def __init__(self, dialer: Dialer, *, at_once: int) -> None:
        self._dialer = dialer
        self._places = asyncio.Semaphore(at_once)

    async def send(
        self, url: WebAddress, headers: Mapping[str, str], body: bytes, *, patience: float
    ) -> Head:
        """What is answered, be it a refusal or a redirect, which is not followed. Nothing of the
        answer's body is read. Raises a `NoAnswer` when there is none; waiting for a place counts."""
        request = _request(url, headers, body)
        with refusals(url.host):
            async with asyncio.timeout(patience), self._places:
                reader, writer = await self._dialer.dial(url)
                try:
                    writer.write(request)
                    await writer.drain()
                    return await Answer(reader).head()
                finally:
                    # Not closed politely: that would wait for somebody who may not answer.
                    writer.transport.abort()


def _request(url: WebAddress, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [
        f"POST {url.target} HTTP/1.1",
        f"Host: {url.authority}",
        f"User-Agent: {USER_AGENT}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    for name, value in headers.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise ValueError("a header holds visible ASCII and no line break")
        lines.append(f"{name}: {value}")
    return "\r\n".join([*lines, "\r\n"]).encode("ascii") + body
