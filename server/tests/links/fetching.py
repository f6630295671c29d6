"""Fetching one page of one server."""

from links.conftest import wanting
from links.internet import Call, Internet, Serve
from longhouse.kernel.outbound.client import Fetched, Fetcher, Wanted
from longhouse.kernel.outbound.urls import parse

PAGE = parse("http://a.example/")
MOST = 100_000


async def fetched(
    internet: Internet, fetcher: Fetcher, serve: Serve, wanted: Wanted | None = None
) -> Fetched:
    await internet.serve("a.example", serve)
    return await fetcher.fetch(PAGE, wanted or wanting(most_bytes=MOST))


def raw(*pieces: bytes) -> Serve:
    async def serve(call: Call) -> None:
        for piece in pieces:
            await call.send(piece)

    return serve
