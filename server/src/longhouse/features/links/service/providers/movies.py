"""IMDb, Rotten Tomatoes, The Movie Database, Letterboxd: all describe themselves in linked data."""

import re

import msgspec

from longhouse.features.links.model import Found, Movie
from longhouse.features.links.service.providers.known import Known, Site
from longhouse.features.links.service.read.things import laid_over
from longhouse.kernel.outbound.urls import WebAddress

_IMDB_HOST = re.compile(r"(?:www\.|m\.)?imdb\.com")
_IMDB_PATH = re.compile(r"(?:/[a-z]{2})?/title/(tt[0-9]{7,10})(?:/|$)")
# "Name (1999) ⭐ 8.1 | Drama": what the head says, when the linked data is not there.
_IMDB_YEAR = re.compile(r" \((?:TV (?:Mini )?Series )?((?:18|19|20|21)[0-9]{2})[^)]{0,20}\)")
_IMDB_RATING = re.compile(r"⭐ ([0-9]{1,2}\.[0-9])")

rotten_tomatoes = Site(
    "rotten_tomatoes",
    "movie",
    re.compile(r"(?:www\.)?rottentomatoes\.com"),
    re.compile(r"/(?:m|tv)/[a-z0-9_-]+"),
)
the_movie_database = Site(
    "tmdb",
    "movie",
    re.compile(r"(?:www\.)?themoviedb\.org"),
    re.compile(r"/(?:movie|tv)/[0-9]+"),
)
letterboxd = Site(
    "letterboxd", "movie", re.compile(r"(?:www\.)?letterboxd\.com"), re.compile(r"/film/[a-z0-9-]+")
)


def imdb(url: WebAddress) -> Known | None:
    match = _IMDB_PATH.match(url.path)
    if not _IMDB_HOST.fullmatch(url.host) or match is None:
        return None
    return Known(
        provider="imdb",
        kind="movie",
        page=f"https://www.imdb.com/title/{match[1]}/",
        refine=_refine_imdb,
    )


def _refine_imdb(found: Found) -> Found:
    match = _IMDB_YEAR.search(found.title or "")
    if match is None or found.title is None:
        return found
    rating = _IMDB_RATING.search(found.title)
    said = Movie(
        year=int(match[1]),
        rating=float(rating[1]) if rating else None,
        rating_best=10.0 if rating else None,
        poster=found.image,
        synopsis=found.description,
    )
    return msgspec.structs.replace(
        found, title=found.title[: match.start()], movie=laid_over(found.movie or Movie(), said)
    )
