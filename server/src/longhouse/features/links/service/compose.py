"""Making one answer out of what several sources say."""

from collections.abc import Sequence

import msgspec

from longhouse.features.links.model import Embed, Facts, Found, Kind, Metadata, Movie, Photo
from longhouse.features.links.service.providers.known import Known
from longhouse.features.links.service.read.things import laid_over
from longhouse.kernel.outbound.urls import WebAddress

# Parts that only mean something on a page of their kind.
_PART_OF: dict[str, Kind] = {"movie": "movie", "book": "book", "event": "event", "recipe": "recipe"}


def compose(url: WebAddress, known: Known | None, sources: Sequence[Found]) -> Metadata | None:
    """The sources in the order in which they are believed; None when none of them says anything."""
    found = Found()
    for source in sources:
        found = laid_over(found, source)
    if known is not None:
        found = known.refine(found)
    kind = _kind(found, known)
    facts = {name: getattr(found, name) for name in Facts.__struct_fields__}
    for part, of_kind in _PART_OF.items():
        if kind != of_kind:
            facts[part] = None
    if kind not in ("music", "video"):
        facts["music"] = facts["duration"] = None
    facts["photo"] = _photo(found, sources) if kind == "photo" else None
    if kind == "movie" and found.movie is None:
        facts["movie"] = Movie(poster=found.image, synopsis=found.description)
    metadata = Metadata(
        **facts, kind=kind, url=url.text, provider=known.provider if known else _name_of(url)
    )
    return metadata if metadata.title or metadata.image or metadata.embed else None


def only_player(url: WebAddress, known: Known | None) -> Metadata | None:
    """What can be said of a page that could not be looked at."""
    if known is None or known.embed is None:
        return None
    return compose(url, known, [Found(kind=known.kind, embed=known.embed)])


def with_player(embed: Embed | None) -> Found:
    return Found(embed=embed)


def _kind(found: Found, known: Known | None) -> Kind:
    """A provider's own kind holds where the page is silent or speaks of something lesser."""
    if known is not None and found.kind in (None, "generic", "article", "video", "photo"):
        return known.kind
    return found.kind or "generic"


def _photo(found: Found, sources: Sequence[Found]) -> Photo | None:
    """Measures belong to the picture that they were given with, whoever else names another."""
    given = (source.photo for source in sources if source.photo and source.photo.image)
    photo = next(given, None) or Photo(image=found.image)
    alt = photo.alt or (found.photo.alt if found.photo else None)
    return msgspec.structs.replace(photo, alt=alt) if photo.image else None


def _name_of(url: WebAddress) -> str:
    return url.host.removeprefix("www.")
