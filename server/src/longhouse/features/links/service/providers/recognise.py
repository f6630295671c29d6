"""Every provider that is known, asked in turn."""

from collections.abc import Sequence

from longhouse.features.links.service.providers import books, movies, music, places, videos
from longhouse.features.links.service.providers.known import Known, Recognise
from longhouse.kernel.outbound.urls import WebAddress

# Where a player can come from: what the browser has to be allowed to show in a frame.
PLAYER_ORIGINS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://open.spotify.com",
    "https://w.soundcloud.com",
    "https://embed.music.apple.com",
    "https://bandcamp.com",
)

_ALL: Sequence[Recognise] = (
    videos.youtube,
    videos.vimeo,
    music.spotify,
    music.soundcloud,
    music.bandcamp,
    music.apple,
    movies.imdb,
    movies.rotten_tomatoes,
    movies.the_movie_database,
    movies.letterboxd,
    books.goodreads,
    books.open_library,
    books.library_thing,
    *places.EVENTS,
    *places.RECIPES,
    *places.PHOTOS,
)


def recognise(url: WebAddress) -> Known | None:
    return next((known for one in _ALL if (known := one(url)) is not None), None)
