"""What the head of a page says: OpenGraph, Twitter's cards, and HTML's own words."""

import re

from longhouse.features.links.model import Book, Event, Found, Kind, Music, Photo
from longhouse.features.links.policy import texts
from longhouse.features.links.policy.durations import seconds_of
from longhouse.features.links.policy.isbn import find_isbn
from longhouse.features.links.service.read.page import Page
from longhouse.features.links.service.read.values import moment
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.urls import WebAddress

_KINDS: dict[str, Kind] = {"article": "article", "book": "book", "books": "book"}
_WHOLE = re.compile(r"[0-9]{1,5}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def read_opengraph(page: Page, base: WebAddress) -> Found:
    kind = _kind(page.meta("og:type") or "")
    image = _url(page.meta("og:image:secure_url", "og:image:url", "og:image"), base)
    writer = _name(page.meta("article:author", "book:author", "author"))
    starts_at = moment(page.meta("event:start_time"))
    return Found(
        kind=kind,
        title=texts.line(page.meta("og:title"), texts.TITLE),
        description=texts.line(page.meta("og:description"), texts.DESCRIPTION),
        image=image,
        site_name=texts.line(page.meta("og:site_name"), texts.NAME),
        author=writer,
        language=_language(page.meta("og:locale")),
        published_at=moment(page.meta("article:published_time", "og:published_time")),
        duration=seconds_of(page.meta("og:video:duration", "video:duration")),
        music=_music(page),
        book=_book(page, writer),
        event=Event(starts_at=starts_at, ends_at=moment(page.meta("event:end_time")))
        if starts_at
        else None,
        photo=_photo(page, image),
    )


def read_twitter(page: Page, base: WebAddress) -> Found:
    return Found(
        title=texts.line(page.meta("twitter:title"), texts.TITLE),
        description=texts.line(page.meta("twitter:description"), texts.DESCRIPTION),
        image=_url(page.meta("twitter:image", "twitter:image:src"), base),
        photo=_photo(page, None),
    )


def read_html(page: Page, base: WebAddress) -> Found:
    return Found(
        title=texts.line(page.title, texts.TITLE),
        description=texts.line(page.meta("description"), texts.DESCRIPTION),
        language=_language(page.language),
        canonical_url=_first_link(page, base, "canonical"),
        icon=_icon(page, base),
    )


def base_of(page: Page, url: WebAddress) -> WebAddress:
    return urls.find(page.base, url) or url


def oembed_of(page: Page, base: WebAddress) -> WebAddress | None:
    for link in page.links.get("alternate", ()):
        if link.get("type", "").partition(";")[0].strip().lower() == "application/json+oembed":
            return urls.find(link["href"], base)
    return None


def _kind(said: str) -> Kind | None:
    said = said.strip().lower()
    if said.startswith("music."):
        return "music"
    if said.startswith("video."):
        return "movie" if said in ("video.movie", "video.tv_show", "video.episode") else "video"
    return _KINDS.get(said)


def _url(text: str | None, base: WebAddress) -> str | None:
    found = urls.find(text, base)
    return found.text if found else None


def _name(text: str | None) -> str | None:
    """Some name an author by the address of a profile, which is no name."""
    return None if text is None or "://" in text else texts.line(text, texts.NAME)


def _language(text: str | None) -> str | None:
    match = _LANGUAGE.fullmatch(text.strip()) if text else None
    return match[0].replace("_", "-") if match else None


def _music(page: Page) -> Music | None:
    music = Music(
        artist=_name(page.meta("music:musician_description", "music:musician")),
        album=_name(page.meta("music:album")),
        duration=seconds_of(page.meta("music:duration")),
    )
    return None if music == Music() else music


def _book(page: Page, writer: str | None) -> Book | None:
    isbn = find_isbn(page.meta("book:isbn", "books:isbn") or "")
    written = page.meta("book:author") is not None and writer is not None
    return Book(isbn=isbn, authors=[writer] if written and writer else None) if isbn else None


def _photo(page: Page, image: str | None) -> Photo | None:
    photo = Photo(
        image=image,
        width=_whole(page.meta("og:image:width")),
        height=_whole(page.meta("og:image:height")),
        alt=texts.line(page.meta("og:image:alt", "twitter:image:alt"), texts.TITLE),
    )
    return None if photo == Photo() else photo


def _whole(text: str | None) -> int | None:
    match = _WHOLE.fullmatch(text.strip()) if text else None
    return int(match[0]) or None if match else None


def _first_link(page: Page, base: WebAddress, *rels: str) -> str | None:
    found = (urls.find(link["href"], base) for rel in rels for link in page.links.get(rel, ()))
    return next((url.text for url in found if url), None)


def _icon(page: Page, base: WebAddress) -> str | None:
    """A picture is preferred that is large enough and that every browser draws."""
    drawn = [
        link
        for rel in ("apple-touch-icon", "icon")
        for link in page.links.get(rel, ())
        if "svg" not in link.get("type", "") and not link["href"].lower().endswith(".svg")
    ]
    return next((url.text for link in drawn if (url := urls.find(link["href"], base))), None)
