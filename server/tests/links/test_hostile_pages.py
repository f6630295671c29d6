"""Pages that were written to hurt: reading them takes linear time and never the event loop."""

import asyncio
import resource
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from links.conftest import anybody
from links.internet import Internet
from links.watch import Watch
from longhouse.features.links.policy.durations import seconds_of
from longhouse.features.links.policy.isbn import find_isbn
from longhouse.features.links.service.look import Look
from longhouse.features.links.service.read.charset import charset_of
from longhouse.features.links.service.read.linked import read_scripts
from longhouse.features.links.service.read.opengraph import read_html, read_opengraph, read_twitter
from longhouse.features.links.service.read.page import read_page
from longhouse.features.links.service.read.pictures import picture_size, picture_type
from longhouse.features.links.service.read.schema import read_schema
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.outbound.client import Fetcher
from longhouse.kernel.outbound.errors import NoAnswer
from longhouse.kernel.outbound.urls import find, parse

MOST = 2_000_000
HERE = parse("https://bad.example/")


def filled(piece: str, before: str = "") -> bytes:
    return (before + piece * (MOST // len(piece.encode()) + 1)).encode()[:MOST]


def numbered(piece: str, before: str = "") -> bytes:
    return (before + "".join(piece % n for n in range(MOST // len(piece)))).encode()[:MOST]


SCRIPT = "<script type='application/ld+json'>"
PAGES: dict[str, Callable[[], bytes]] = {
    "deep": lambda: filled("<div>"),
    "deep lists": lambda: filled("<ul><li>"),
    "deep tables": lambda: filled("<table><tr><td>"),
    "drawings": lambda: filled("<svg><math>"),
    "formatting": lambda: numbered("<b %d>")[: MOST // 2] + filled("x</b>")[: MOST // 2],
    "paragraphs": lambda: filled("<p>a", "<p><a href='" + "A" * 400_000 + "'>"),
    "options": lambda: filled("<option>x", "<select>"),
    "closing": lambda: filled("</div>"),
    "comment": lambda: filled("<!--"),
    "declarations": lambda: filled("<!"),
    "instructions": lambda: filled("<?"),
    "sections": lambda: filled("<![CDATA["),
    "less than": lambda: filled("<"),
    "one tag": lambda: filled("a=b ", "<meta "),
    "attributes": lambda: numbered("a%d=b ", "<meta "),
    "attributes, then an end": lambda: numbered("a%d ", "<meta ")[:-1] + b">",
    "a quote": lambda: filled("<a b='", '<a b="'),
    "entities": lambda: filled("&amp"),
    "one entity": lambda: filled("a", "&"),
    "scripts": lambda: filled(SCRIPT + "{}</script>"),
    "one script": lambda: filled("</scrip", SCRIPT),
    "deep data": lambda: filled('{"a":', SCRIPT),
    "deep lists of data": lambda: filled("[", SCRIPT),
    "graphs": lambda: filled('{"@graph":[', SCRIPT),
    "much data": lambda: numbered('{"@type":"Event","name":"%d"},', SCRIPT + "["),
    "titles": lambda: filled("<title>x</title>"),
    "metas": lambda: filled("<meta property='og:title' content='x'>"),
    "links": lambda: filled("<link rel='icon canonical alternate' href='x'>"),
    "items": lambda: filled("<div itemscope itemprop='a b c' itemtype='x/Recipe'>"),
    "properties": lambda: filled("<b itemprop='name author'>x", "<div itemscope>"),
    "rels": lambda: filled("icon ", "<link href=x rel='"),
    "nothing": lambda: bytes(MOST),
    "noise": lambda: bytes(range(256)) * (MOST // 256),
    "half characters": lambda: b"\xe2\x82" * (MOST // 2),
    "spaces": lambda: filled(" ", "<title>"),
    "marks": lambda: filled("\u202e", "<title>"),
    "stacked marks": lambda: filled("\u0344\u0301", "<title>a"),
}


@pytest.mark.parametrize("page", PAGES)
async def test_a_hostile_page_holds_neither_the_loop_nor_much_memory(page: str) -> None:
    body = PAGES[page]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    # Another process on the machine can hold the loop too; the page itself would each time.
    best = 1.0
    for _ in range(5):
        async with Watch() as watch:
            await asyncio.to_thread(_read, body)
        best = min(best, watch.longest)
        if best < 0.020:
            break
    assert best < 0.020, f"the loop waited {best * 1000:.0f} ms"
    assert time.perf_counter() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def _read(body: bytes) -> None:
    page = read_page(body, None)
    nodes = [*read_scripts(page.scripts), *page.items]
    for found in (
        read_schema(nodes, HERE),
        read_opengraph(page, HERE),
        read_twitter(page, HERE),
        read_html(page, HERE),
    ):
        assert found is None or len(found.title or "") <= 300


async def test_what_precedes_a_hostile_part_is_still_found(
    internet: Internet, fetcher: Fetcher
) -> None:
    await internet.serve_page("bad.example", b"<title>Before</title>" + PAGES["attributes"]())
    look = Look(fetcher, LinksSettings(), anybody)
    assert (await look.look(HERE)).title == "Before"


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "zip", "hex", "unicode_escape", "utf-7", "rot13", "x" * 99, ""]
)
def test_only_charsets_of_the_web_are_read(charset: str) -> None:
    assert charset_of(b"<title>x", charset) == "utf-8"
    assert charset_of(f'<meta charset="{charset}">'.encode(), None) == "utf-8"


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_no_trouble(body: bytes) -> None:
    _read(body)
    for magic in (
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF    WEBP",
        b"    ftypavif",
    ):
        picture_size(magic + body)
        assert picture_type(magic + body)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12)
    | st.sampled_from(["PT5M", "2026-01-01", "https://a.example/x", "#1", "9780306406157"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["@type", "@id", "@graph", "name", "image", "author", "duration", "url", "offers",
             "location", "address", "price", "recipeIngredient", "aggregateRating", "ratingValue",
             "startDate", "isbn", "byArtist", "recipeYield", "width", "ratingCount", "inLanguage"]
        ),
        inner,
        max_size=8,
    ),
    max_leaves=25,
)  # fmt: skip
TYPES = st.sampled_from(
    ["Recipe", "Movie", "Book", "Event", "MusicAlbum", "Photograph", "VideoObject", "Article"]
)


@settings(max_examples=300)
@given(st.lists(st.dictionaries(st.text(max_size=3), JSON), max_size=2), TYPES, JSON)
def test_linked_data_of_any_shape_is_no_trouble(
    others: list[dict[str, object]], kind: str, inside: object
) -> None:
    node: dict[str, object] = inside if isinstance(inside, dict) else {"name": inside}  # pyright: ignore[reportUnknownVariableType] -- as wild as pages write it
    read_schema([*others, {**node, "@type": kind}], HERE)


@given(st.text(max_size=40))
def test_words_of_any_kind_are_no_trouble(text: str) -> None:
    seconds_of(text)
    find_isbn(text)
    find(text, HERE)


async def test_a_reader_that_stumbles_costs_the_preview_and_nothing_else(
    internet: Internet, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("longhouse.features.links.service.look.read_page", stumble)
    await internet.serve_page("bad.example", "<title>x</title>")
    with pytest.raises(NoAnswer):
        await Look(fetcher, LinksSettings(), anybody).look(HERE)


@pytest.mark.parametrize(
    "name",
    [*(f"iso-8859-{n}" for n in range(2, 17) if n not in (11, 12)), "windows-1251", "shift_jis",
     "utf-8", "utf-16le", "gb2312", "big5", "euc-kr", "koi8-u", "macintosh", "iso-2022-jp"],
)  # fmt: skip
def test_a_page_says_the_same_in_every_charset(name: str) -> None:
    codec = charset_of(b"", name)
    assert codec != "cp1252"
    assert read_page("<title>Kettle</title>".encode(codec), name).title == "Kettle"
