"""YouTube and Vimeo."""

import re
from urllib.parse import parse_qs, quote

import msgspec

from longhouse.features.links.model import Embed, Found, Music
from longhouse.features.links.service.providers.known import Known
from longhouse.features.links.service.read.things import laid_over
from longhouse.kernel.outbound.urls import WebAddress

_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_LIST = re.compile(r"[A-Za-z0-9_-]{10,60}")
_PATH = re.compile(r"/(?:shorts|live|embed|v)/([A-Za-z0-9_-]{11})/?")
_VIMEO = re.compile(r"/(?:channels/[a-z0-9_-]{1,60}/)?([0-9]{5,12})(?:/([0-9a-f]{6,20}))?/?")
_YOUTUBE = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"}
    | {"youtube-nocookie.com", "www.youtube-nocookie.com"}
)
_SHORT = frozenset({"youtu.be", "www.youtu.be"})
_WIDE = 16 / 9
_TALL = 9 / 16
_MOST_PARAMETERS = 20


def youtube(url: WebAddress) -> Known | None:
    if url.host not in _YOUTUBE | _SHORT:
        return None
    parameters = _parameters(url)
    id_ = _id(url, parameters)
    list_ = parameters.get("list", "")
    if id_ is None and not (url.path == "/playlist" and _LIST.fullmatch(list_)):
        return None
    watched = f"watch?v={id_}" if id_ else f"playlist?list={list_}"
    played = id_ or f"videoseries?list={list_}"
    page = f"https://www.youtube.com/{watched}"
    is_music = url.host == "music.youtube.com"
    return Known(
        provider="youtube",
        kind="music" if is_music else "video",
        embed=Embed(
            provider="youtube",
            # The domain that sets no cookie before the player is started.
            url=f"https://www.youtube-nocookie.com/embed/{played}",
            aspect_ratio=round(_TALL if "/shorts/" in url.path else _WIDE, 4),
        ),
        oembed=f"https://www.youtube.com/oembed?format=json&url={quote(page, safe='')}",
        page=page,
        refine=_refine_music if is_music else _refine_video,
    )


def vimeo(url: WebAddress) -> Known | None:
    match = _VIMEO.fullmatch(url.path)
    if url.host not in ("vimeo.com", "www.vimeo.com") or match is None:
        return None
    id_, unlisted = match.groups()
    query = f"?dnt=1&h={unlisted}" if unlisted else "?dnt=1"
    return Known(
        provider="vimeo",
        kind="video",
        embed=Embed(
            provider="vimeo",
            url=f"https://player.vimeo.com/video/{id_}{query}",
            aspect_ratio=round(_WIDE, 4),
        ),
        oembed=f"https://vimeo.com/api/oembed.json?url={quote(url.text, safe='')}",
    )


def _id(url: WebAddress, parameters: dict[str, str]) -> str | None:
    if url.host in _SHORT:
        written = url.path.strip("/")
    elif url.path in ("/watch", "/watch/"):
        written = parameters.get("v", "")
    else:
        match = _PATH.fullmatch(url.path)
        written = match[1] if match else ""
    return written if _ID.fullmatch(written) else None


def _parameters(url: WebAddress) -> dict[str, str]:
    try:
        given = parse_qs(url.target.partition("?")[2], max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in given.items()}


def _refine_video(found: Found) -> Found:
    """The head of the page ends in the name of the site; its answers do not."""
    title = found.title.removesuffix(" - YouTube") if found.title else None
    return msgspec.structs.replace(found, title=title or None)


def _refine_music(found: Found) -> Found:
    found = _refine_video(found)
    artist = found.author.removesuffix(" - Topic") if found.author else None
    music = laid_over(found.music or Music(), Music(artist=artist, duration=found.duration))
    return msgspec.structs.replace(found, author=artist, music=music)
