"""What linked data and microdata say in the words of schema.org."""

from collections.abc import Callable, Mapping, Sequence

from longhouse.features.links.model import Found, Kind
from longhouse.features.links.policy import texts
from longhouse.features.links.service.read import things
from longhouse.features.links.service.read.linked import Node, index, types
from longhouse.features.links.service.read.values import Values
from longhouse.kernel.outbound.urls import WebAddress

_ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "Report", "TechArticle", "ScholarlyArticle"}
    | {"AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "SocialMediaPosting"}
)
_KINDS: Mapping[Kind, frozenset[str]] = {
    "recipe": frozenset({"Recipe"}),
    "movie": frozenset({"Movie", "TVSeries", "TVSeason", "TVEpisode", "TVMiniSeries"}),
    "book": frozenset({"Book", "Audiobook"}),
    "event": frozenset({"Event", "Festival"}),
    "music": frozenset(
        {"MusicRecording", "MusicAlbum", "MusicPlaylist", "MusicRelease", "MusicComposition"}
    ),
    "photo": frozenset({"Photograph"}),
    "video": frozenset({"VideoObject"}),
    "article": _ARTICLES,
}
_READERS: Mapping[Kind, Callable[[Values, Node], Found]] = {
    "recipe": things.recipe,
    "movie": things.movie,
    "book": things.book,
    "event": things.event,
    "music": things.music,
    "photo": things.photo,
    "video": things.video,
    "article": things.article,
}


def read_schema(nodes: Sequence[Node], base: WebAddress) -> Found | None:
    """The most telling thing of a page; a page that lists several of a kind is none of them."""
    values = Values(index(nodes), base)
    for kind, names in _KINDS.items():
        of_kind = [node for node in nodes if _is_one(types(node), kind, names)]
        if len(of_kind) > 1:
            of_kind = [node for node in of_kind if values.url(node, "url", "@id") == base.text][:1]
        if of_kind:
            return things.laid_over(_READERS[kind](values, of_kind[0]), _any(values, of_kind[0]))
    return None


def _is_one(found: set[str], kind: Kind, names: frozenset[str]) -> bool:
    if kind == "event":
        return any(name in names or name.endswith("Event") for name in found)
    return not found.isdisjoint(names)


def _any(values: Values, node: Node) -> Found:
    """What is said of all things alike."""
    return Found(
        title=values.text(node, "name", "headline", longest=texts.TITLE),
        description=values.text(node, "description", "abstract", longest=texts.DESCRIPTION),
        image=values.url(node, "image", "thumbnailUrl", "thumbnail"),
        author=values.names(node, "author", "creator"),
        published_at=values.time(node, "datePublished", "uploadDate", "dateCreated"),
        language=texts.line(values.first(node, "inLanguage"), 20),
    )
