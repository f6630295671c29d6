"""A whole house, wired as it is in production, on a network of its own: unfolds what it is given.

Run with a database and a folder, in new namespaces; what it is to do is read from its standard
input, and what came of it is written to its standard output.
"""

import asyncio
import json
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from links.network import Canary, Names, make_every_address_local
from longhouse.app import Longhouse
from longhouse.features.links.settings import LinksSettings
from support.houses import configure
from support.people import People, Person

_KNOCK_SECONDS = 2.0


class Errand(msgspec.Struct):
    names: Mapping[str, Sequence[Sequence[str]]]
    redirects: Sequence[str]
    """Where the page at `/N` of every host leads; at every other path there is a page."""
    links: Sequence[str]
    knocks: Sequence[str]
    """Addresses that the test itself connects to at the end, so that it is known to be heard."""


async def main(database_url: str, folder: Path, errand: Errand) -> object:
    make_every_address_local(folder)
    canary, names = Canary(), Names(errand.names)
    canary.open()
    await names.open()
    page = await asyncio.start_server(Page(errand.redirects).visited, None, 80)
    generous = LinksSettings(
        previews_per_minute=10_000, looks_per_minute=10_000, looks_per_host_per_minute=10_000
    )
    house = Longhouse(configure(database_url, folder, generous), frozenset({"http", "jobs"}))
    await house.open()
    people = People(house)
    ben = await people.member("ben")
    await canary.heard()
    unfolded = {link: await unfold(ben, link) for link in errand.links}
    heard = await canary.heard()
    for address in errand.knocks:
        await asyncio.to_thread(knock, address)
    knocked = await canary.heard()
    await people.leave()
    await house.close()
    page.close()
    canary.close()
    return {"unfolded": unfolded, "heard": heard, "knocked": knocked}


async def unfold(person: Person, link: str) -> str | None:
    """The title that was found; None for no link and for nothing found."""
    answer = await person.post("/links/preview", {"url": link})
    assert answer.status_code in (200, 422), answer.text
    preview = answer.json().get("preview")
    return preview and preview["title"]


def knock(address: str) -> None:
    with suppress(OSError):
        socket.create_connection((address, 80), _KNOCK_SECONDS).close()


class Page:
    def __init__(self, redirects: Sequence[str]) -> None:
        self._redirects = redirects

    async def visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
            if path.strip("/").isdigit():
                target = self._redirects[int(path.strip("/"))]
                head = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
                writer.write(head.encode())
            else:
                body = b"<title>Of this machine</title>"
                head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}"
                writer.write(head.encode() + b"\r\n\r\n" + body)
            await writer.drain()
        writer.close()


if __name__ == "__main__":
    read = msgspec.json.decode(sys.stdin.buffer.read(), type=Errand)
    json.dump(asyncio.run(main(sys.argv[1], Path(sys.argv[2]), read)), sys.stdout)
