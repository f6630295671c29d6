"""The files of the web client, as a browser and a proxy ask for them."""

import base64
import gzip
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from longhouse.app import Longhouse
from support.built_web import BROTLI, FILES, INLINE, PAGE, SCRIPT, build
from support.clocks import FakeClock
from support.households import GENEROUS, open_house
from support.people import People

SCRIPT_PATH = "/_app/immutable/start.a1b2.js"
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Longhouse]:
    monkeypatch.setattr("longhouse.app.visited._WEB", build(tmp_path / "web"))
    async with open_house(database_url, tmp_path, clock, *GENEROUS) as house:
        yield house


@pytest.fixture
def browser(people: People) -> httpx.AsyncClient:
    client = people.stranger().client
    client.base_url = str(client.base_url).removesuffix("/api/v1/")
    return client


async def test_every_address_that_is_no_file_is_the_one_page(browser: httpx.AsyncClient) -> None:
    for path in ("/", "/members", "/users/@anna.k", "/welcome", "/a/b/c", "/apis", "/health/x"):
        answer = await browser.get(path)
        assert (answer.status_code, answer.text) == (200, PAGE), path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"


async def test_each_file_is_sent_as_what_it_is(browser: httpx.AsyncClient) -> None:
    kinds: dict[str, str] = {}
    for name, content in FILES.items():
        answer = await browser.get(f"/{name}", headers={"Accept-Encoding": "identity"})
        assert (answer.status_code, answer.text) == (200, content)
        kinds[name] = answer.headers["content-type"]
    assert kinds == {
        "index.html": "text/html; charset=utf-8",
        "_app/immutable/start.a1b2.js": "text/javascript; charset=utf-8",
        "_app/version.json": "application/json; charset=utf-8",
        "service-worker.js": "text/javascript; charset=utf-8",
        "manifest.webmanifest": "application/manifest+json; charset=utf-8",
        "icon.svg": "image/svg+xml",
    }


async def test_only_what_is_named_after_its_content_is_kept_for_ever(
    browser: httpx.AsyncClient,
) -> None:
    kept = {name: (await browser.get(f"/{name}")).headers["cache-control"] for name in FILES}
    assert kept.pop("_app/immutable/start.a1b2.js") == FOREVER
    assert set(kept.values()) == {"no-cache"}


async def test_what_a_browser_has_already_is_not_sent_again(browser: httpx.AsyncClient) -> None:
    for path in ("/", SCRIPT_PATH):
        tag = (await browser.get(path)).headers["etag"]
        for known in (tag, tag.removeprefix("W/"), f'"older", {tag}', "*"):
            again = await browser.get(path, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b""), known
            assert again.headers["etag"] == tag
        other = await browser.get(path, headers={"If-None-Match": '"another"'})
        assert other.status_code == 200


WAYS_TO_TRAVEL = {
    "gzip, deflate, br": "br",
    "gzip": "gzip",
    "identity": None,
    "": None,
    "br;q=0, gzip": "gzip",
    "gzip;q=0, br;q=0.0": None,
    "brotli, xgzip": None,
}


async def test_a_file_travels_in_the_smallest_way_that_the_browser_takes(
    browser: httpx.AsyncClient,
) -> None:
    taken: dict[str, str | None] = {}
    for accepted in WAYS_TO_TRAVEL:
        request = browser.build_request("GET", SCRIPT_PATH, headers={"Accept-Encoding": accepted})
        answer = await browser.send(request, stream=True)
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
        taken[accepted] = answer.headers.get("content-encoding")
        plain = gzip.decompress(raw) if taken[accepted] == "gzip" else raw
        assert plain == (BROTLI if taken[accepted] == "br" else SCRIPT.encode())
        assert len(raw) == int(answer.headers["content-length"])
        assert answer.headers["vary"] == "accept-encoding"
    assert taken == WAYS_TO_TRAVEL


async def test_a_head_is_a_get_without_its_body(browser: httpx.AsyncClient) -> None:
    for path in ("/", SCRIPT_PATH, "/nothing.js"):
        got, head = await browser.get(path), await browser.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        for name in ("content-type", "etag", "cache-control"):
            assert head.headers.get(name) == got.headers.get(name), path


async def test_a_file_that_is_missing_is_not_the_page(browser: httpx.AsyncClient) -> None:
    for path in ("/nothing.js", "/_app/immutable/old.js", "/favicon.ico", "/.env", "/.git/HEAD"):
        answer = await browser.get(path)
        assert PAGE not in answer.text, path
        assert answer.status_code == 404, path


async def test_a_page_takes_no_other_method(browser: httpx.AsyncClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        answer = await browser.request(method, "/members")
        assert (answer.status_code, answer.headers.get("allow")) == (405, "GET, HEAD"), method


WAYS_OUT = (
    "/../private.txt",
    "/%2e%2e/private.txt",
    "/..%2fprivate.txt",
    "/%2e%2e%2fprivate.txt",
    "/%252e%252e%252fprivate.txt",
    "/_app/../../private.txt",
    "/..\\private.txt",
    "/..%5cprivate.txt",
    "/%c0%ae%c0%ae/private.txt",
    "//private.txt",
    "/_app/immutable/start.a1b2.js/../../../../private.txt",
    "/_app/immutable/start.a1b2.js.gz",
    "/index.html.br",
)


async def test_there_is_no_way_out_of_the_folder(browser: httpx.AsyncClient) -> None:
    for way in WAYS_OUT:
        request = browser.build_request("GET", "/")
        request.url = request.url.copy_with(raw_path=way.encode())
        answer = await browser.send(request)
        assert "not for visitors" not in answer.text, way
        assert answer.status_code in (200, 404), way
        assert answer.status_code == 404 or answer.text == PAGE, way


async def test_an_address_with_a_nul_is_refused(browser: httpx.AsyncClient) -> None:
    for way in (b"/index.html%00.js", b"/%00", b"/api/v1/site?x=%00"):
        request = browser.build_request("GET", "/")
        request.url = request.url.copy_with(raw_path=way)
        answer = await browser.send(request)
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST"), way


async def test_no_script_runs_but_those_that_were_built(browser: httpx.AsyncClient) -> None:
    policy = (await browser.get("/")).headers["content-security-policy"]
    digest = base64.b64encode(hashlib.sha256(INLINE.encode()).digest()).decode()
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["script-src"] == f"'self' 'sha256-{digest}'"
