"""An internet for each test, and what looks at it."""

from collections.abc import AsyncIterator

import pytest

from links.internet import Internet
from longhouse.features.links.service.fetch.client import Fetcher, Wanted


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    internet = Internet()
    await internet.open()
    yield internet
    await internet.close()


@pytest.fixture
def fetcher(internet: Internet) -> Fetcher:
    return Fetcher(internet.dialer(), at_once=8)


async def anybody(_host: str) -> bool:
    return True


def wanting(*media_types: str, most_bytes: int = 200_000, patience: float = 3.0) -> Wanted:
    taken = media_types or ("text/html",)
    return Wanted(
        accept="text/html",
        takes=taken.__contains__,
        most_bytes=most_bytes,
        patience=patience,
        allow=anybody,
    )
