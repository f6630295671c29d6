"""What pages of each kind say, in the style in which their providers write them."""

import asyncio
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from links.conftest import anybody
from links.golden import GOLDEN
from links.internet import ELSEWHERE, Call, Internet
from links.pictures import png
from longhouse.features.links.model import Metadata
from longhouse.features.links.policy.kinds import lean
from longhouse.features.links.service.look import Look
from longhouse.features.links.service.unfold import address
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.outbound.client import Fetcher
from longhouse.kernel.outbound.errors import NoAnswer
from longhouse.kernel.outbound.urls import parse

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def look(fetcher: Fetcher) -> Look:
    return Look(fetcher, LinksSettings(fetch_seconds=3.0), anybody)


async def said(look: Look, text: str) -> dict[str, Any]:
    return cast("dict[str, Any]", msgspec.to_builtins(await look.look(address(text))))


async def serve(internet: Internet, host: str, page: str) -> None:
    await internet.serve_page(host, (PAGES / page).read_bytes())


@pytest.mark.parametrize("page", GOLDEN)
async def test_a_page_of_each_kind_is_understood(internet: Internet, look: Look, page: str) -> None:
    url, golden = GOLDEN[page]
    for host in (parse(url).host, "www.youtube.com", "www.imdb.com"):
        await serve(internet, host, page)
    assert await said(look, url) == golden


async def test_a_number_of_a_book_is_a_link_to_the_book(internet: Internet, look: Look) -> None:
    async def catalogue(call: Call) -> None:
        body = (
            b'{"ISBN:9780306406157":{"title":"The Salt Road","subtitle":"A novel","authors":'
            b'[{"name":"Nuno Reis"}],"cover":{"large":"https://covers.example/l.jpg"},'
            b'"identifiers":{"isbn_13":["9780306406157"]}}}'
        )
        await call.answer(body, "application/json")

    await internet.serve_safely("openlibrary.org", catalogue)
    for written in ("9780306406157", "978-0-306-40615-7", "0-306-40615-2", "ISBN: 0306406152"):
        assert await said(look, written) == {
            "kind": "book",
            "provider": "openlibrary",
            "url": "https://openlibrary.org/isbn/9780306406157",
            "title": "The Salt Road: A novel",
            "author": "Nuno Reis",
            "image": "https://covers.example/l.jpg",
            "book": {
                "authors": ["Nuno Reis"],
                "isbn": "9780306406157",
                "cover": "https://covers.example/l.jpg",
            },
        }


async def test_a_provider_s_answer_is_enough_where_its_page_is_closed(
    internet: Internet, look: Look
) -> None:
    async def soundcloud(call: Call) -> None:
        if call.target.startswith("/oembed"):
            body = (
                b'{"type":"rich","title":"Rain on Tin by Marla Finch","author_name":"Marla Finch",'
                b'"provider_name":"SoundCloud","thumbnail_url":"https://i1.sndcdn.example/a.jpg",'
                b'"html":"<iframe src=https://evil.example></iframe>"}'
            )
            await call.answer(body, "application/json")
        else:
            await call.reply(403, b"", {})

    await internet.serve_safely("soundcloud.com", soundcloud)
    found = await said(look, "https://soundcloud.com/marla-finch/rain-on-tin")
    assert (found["title"], found["music"]) == ("Rain on Tin", {"artist": "Marla Finch"})
    assert found["embed"]["url"] == (
        "https://w.soundcloud.com/player/?url="
        "https%3A%2F%2Fsoundcloud.com%2Fmarla-finch%2Frain-on-tin&visual=false"
    )
    assert "evil" not in str(found)


async def test_an_answer_that_a_page_names_fills_what_the_page_lacks(
    internet: Internet, look: Look
) -> None:
    async def page(call: Call) -> None:
        if call.target == "/embed.json":
            body = b'{"type":"link","title":"Found beside","thumbnail_url":"/t.png"}'
            await call.answer(body, "application/json+oembed")
        else:
            await call.answer(
                b'<link rel="alternate" type="application/json+oembed" href="/embed.json">'
            )

    await internet.serve_safely("blog.example", page)
    found = await said(look, "https://blog.example/x")
    assert (found["title"], found["image"]) == ("Found beside", "https://blog.example/t.png")


async def test_a_named_answer_at_a_private_place_is_not_asked_for(
    internet: Internet, look: Look
) -> None:
    internet.names["inside.example"] = [["10.0.0.1"]]
    await internet.serve_page(
        "blog.example",
        '<title>Words</title><link rel="alternate" type="application/json+oembed"'
        ' href="http://inside.example/o">',
    )
    assert (await said(look, "https://blog.example/x"))["title"] == "Words"
    assert internet.canary_calls == 0


async def test_a_picture_is_a_photo_with_its_measures(internet: Internet, look: Look) -> None:
    await internet.serve_safely("pics.example", lambda call: call.answer(png(30, 20), "image/png"))
    found = await said(look, "https://pics.example/a/heron.png")
    assert (found["kind"], found["title"]) == ("photo", "heron.png")
    assert found["photo"] == {
        "image": "https://pics.example/a/heron.png", "width": 30, "height": 20,
    }  # fmt: skip


@pytest.mark.parametrize("body", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b""])
async def test_what_only_says_to_be_a_picture_is_none(
    internet: Internet, look: Look, body: bytes
) -> None:
    await internet.serve_safely("pics.example", lambda call: call.answer(body, "image/svg+xml"))
    with pytest.raises(NoAnswer):
        await look.look(parse("https://pics.example/a"))


async def test_addresses_that_a_page_names_are_links_or_nothing(
    internet: Internet, look: Look
) -> None:
    await internet.serve_page(
        "bad.example",
        """<title>\u202eTurned\u202c  &lt;b&gt;</title><base href="javascript:alert(1)">
        <link rel=canonical href="javascript:alert(1)"><link rel=icon href="data:image/png,x">
        <meta property="og:image" content="http://u:p@10.0.0.1/x.png">
        <meta property="og:video:url" content="https://evil.example/player">
        <script type="application/ld+json">{"@type":"Event","name":"Ev",
        "startDate":"2026-99-99","offers":{"url":"vbscript:x","price":{}}}</script>""",
    )
    found = await said(look, "https://bad.example/")
    assert found == {
        "kind": "event",
        "provider": "bad.example",
        "url": "https://bad.example/",
        "title": "Ev",
        "event": {},
    }


async def test_a_page_in_another_charset_is_read(internet: Internet, look: Look) -> None:
    title = "Pożegnanie jesieni"
    page = f'<meta charset="iso-8859-2"><title>{title}</title>'.encode("iso-8859-2")
    await internet.serve_safely("pl.example", lambda call: call.answer(page, "text/html"))
    assert (await said(look, "https://pl.example/"))["title"] == title


async def test_a_page_that_says_nothing_has_no_preview(internet: Internet, look: Look) -> None:
    await internet.serve_page("mute.example", "<p>words, and no title")
    with pytest.raises(NoAnswer):
        await look.look(parse("https://mute.example/"))


async def test_a_list_of_events_is_not_one_of_them(internet: Internet, look: Look) -> None:
    events = ",".join(f'{{"@type":"Event","name":"E{n}"}}' for n in range(3))
    await internet.serve_page(
        "club.example",
        f"<title>Programme</title><script type='application/ld+json'>[{events}]</script>",
    )
    found = await said(look, "https://club.example/")
    assert (found["kind"], found["title"]) == ("generic", "Programme")


async def test_the_section_decides_what_the_page_leaves_open(
    internet: Internet, look: Look
) -> None:
    await serve(internet, "www.youtube.com", "youtube.html")
    video = await look.look(parse("https://www.youtube.com/watch?v=dQw4w9WgXcQ"))
    assert lean(video, "music").kind == "music"
    assert lean(video, "general") == lean(video, None) == video
    await internet.serve_page(
        "a.example", "<title>x</title><meta property='og:image' content='/y.png'>"
    )
    page = await look.look(parse("https://a.example/"))
    assert lean(page, "photo").kind == "photo"
    assert lean(page, "music") == page


async def test_page_and_answer_are_asked_for_at_the_same_time(
    internet: Internet, look: Look
) -> None:
    both = asyncio.Barrier(2)

    async def youtube(call: Call) -> None:
        async with asyncio.timeout(2):
            await both.wait()
        if call.target.startswith("/oembed"):
            await call.answer(b'{"title":"Answered","author_name":"A"}', "application/json")
        else:
            await call.answer(b"<title>Page - YouTube</title>")

    await internet.serve_safely("www.youtube.com", youtube, address=ELSEWHERE)
    found: Metadata = await look.look(parse("https://youtu.be/dQw4w9WgXcQ"))
    assert (found.title, found.author) == ("Answered", "A")
