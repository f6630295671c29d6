"""Spotify, SoundCloud, Bandcamp, Apple Music."""

import re
from urllib.parse import quote

import msgspec

from longhouse.features.links.model import Embed, Found, Music
from longhouse.features.links.service.providers.known import Known
from longhouse.features.links.service.read.page import Page
from longhouse.features.links.service.read.things import laid_over
from longhouse.kernel.outbound.urls import WebAddress, is_within

_SPOTIFY = re.compile(
    r"/(?:intl-[a-z]{2}(?:-[a-z]{2})?/)?(track|album|playlist|artist|episode|show)/([A-Za-z0-9]{22})/?"
)
_SOUNDCLOUD = re.compile(r"/[A-Za-z0-9_-]{1,100}/(?:sets/)?[A-Za-z0-9_-]{1,200}/?")
_BANDCAMP = re.compile(r"/(track|album)/[A-Za-z0-9_-]{1,200}/?")
_BANDCAMP_PLAYER = re.compile(r"/EmbeddedPlayer/(?:v=2/)?(album|track)=([0-9]{1,12})/")
_APPLE = re.compile(
    r"/[a-z]{2}/(album|song|playlist|music-video)/[^/]{1,300}(?:/[A-Za-z0-9.-]{1,60})?/?"
)
_APPLE_SONG = re.compile(r"(?:^|&)i=([0-9]{1,20})(?:&|$)")
# "Artist · Song · 2019", the parts of a description that Spotify writes.
_DOT = " · "
_SPOTIFY_KINDS = frozenset({"song", "album", "single", "ep", "playlist", "compilation"})
_SOUNDS = frozenset({"soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"})
_TALL, _MIDDLE, _LOW = 352, 166, 152


def spotify(url: WebAddress) -> Known | None:
    match = _SPOTIFY.fullmatch(url.path)
    if url.host != "open.spotify.com" or match is None:
        return None
    kind, id_ = match.groups()
    return Known(
        provider="spotify",
        kind="music",
        embed=Embed(
            provider="spotify",
            url=f"https://open.spotify.com/embed/{kind}/{id_}",
            height=_LOW if kind in ("track", "episode") else _TALL,
        ),
        oembed=f"https://open.spotify.com/oembed?url={quote(_plain(url), safe='')}",
        refine=_refine_spotify,
    )


def soundcloud(url: WebAddress) -> Known | None:
    if url.host not in _SOUNDS or not _SOUNDCLOUD.fullmatch(url.path):
        return None
    address = quote(f"https://soundcloud.com{url.path.rstrip('/')}", safe="")
    return Known(
        provider="soundcloud",
        kind="music",
        embed=Embed(
            provider="soundcloud",
            url=f"https://w.soundcloud.com/player/?url={address}&visual=false",
            height=_TALL if "/sets/" in url.path else _MIDDLE,
        ),
        oembed=f"https://soundcloud.com/oembed?format=json&url={address}",
        refine=_refine_soundcloud,
    )


def bandcamp(url: WebAddress) -> Known | None:
    """Its player goes by a number that only the page knows."""
    if not is_within(url.host, "bandcamp.com") or not _BANDCAMP.fullmatch(url.path):
        return None
    return Known(
        provider="bandcamp", kind="music", player=_bandcamp_player, refine=_refine_bandcamp
    )


def apple(url: WebAddress) -> Known | None:
    match = _APPLE.fullmatch(url.path)
    if url.host != "music.apple.com" or match is None:
        return None
    song = _APPLE_SONG.search(url.target.partition("?")[2])
    one = song is not None or match[1] == "song"
    query = f"?i={song[1]}" if song else ""
    return Known(
        provider="apple_music",
        kind="music",
        embed=Embed(
            provider="apple_music",
            url=f"https://embed.music.apple.com{url.path}{query}",
            height=175 if one else 450,
        ),
    )


def _bandcamp_player(page: Page) -> Embed | None:
    match = _BANDCAMP_PLAYER.search(page.meta("og:video:secure_url", "og:video") or "")
    if match is None:
        return None
    kind, number = match.groups()
    return Embed(
        provider="bandcamp",
        url=f"https://bandcamp.com/EmbeddedPlayer/{kind}={number}/size=large/artwork=small/tracklist=false/",
        height=120,
    )


def _plain(url: WebAddress) -> str:
    return f"{url.scheme}://{url.authority}{url.path}"


def _refine_spotify(found: Found) -> Found:
    parts = (found.description or "").split(_DOT)
    if len(parts) < 2:
        return found
    words = {part.strip().lower() for part in parts}
    if words.isdisjoint(_SPOTIFY_KINDS):
        return found
    artist = next((p for p in parts if p.strip().lower() not in _SPOTIFY_KINDS), None)
    album = parts[1].strip() if "song" in words and parts[1].strip().lower() != "song" else None
    music = laid_over(found.music or Music(), Music(artist=artist, album=album))
    described = " - ".join(part for part in (artist, album) if part)
    return msgspec.structs.replace(
        found, music=music, author=found.author or artist, description=described or None
    )


def _refine_soundcloud(found: Found) -> Found:
    """Titles are "Name by Artist" in answers about an address, and the author says who that is."""
    if found.author is None:
        return found
    title = (found.title or "").removesuffix(f" by {found.author}") or None
    music = laid_over(found.music or Music(), Music(artist=found.author))
    return msgspec.structs.replace(found, title=title, music=music)


def _refine_bandcamp(found: Found) -> Found:
    """Titles are "Name, by Artist" in the head of the page."""
    title, comma, artist = (found.title or "").rpartition(", by ")
    if not comma:
        return found
    music = laid_over(found.music or Music(), Music(artist=artist))
    return msgspec.structs.replace(found, title=title, author=found.author or artist, music=music)
