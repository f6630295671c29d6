"""What every answer says to the browser about how it is to be treated."""

from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from longhouse.app import Longhouse
from longhouse.features.identity.service.site import Site
from longhouse.features.links.api import PLAYER_ORIGINS
from longhouse.kernel.settings import HouseSettings
from support.built_web import build
from support.clocks import FakeClock
from support.contract import operations
from support.households import GENEROUS, Household, furnish, open_house
from support.people import PASSWORD, People

HTTPS = "https://house.example"
TWO_YEARS = "max-age=63072000; includeSubDomains"
EVERY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(self), microphone=(self), geolocation=(self), interest-cohort=()"
    ),
}
KINDS = {
    "/": 200,
    "/members/anna": 200,
    "/_app/immutable/start.a1b2.js": 200,
    "/missing.js": 404,
    "/health": 200,
    "/ready": 200,
    "/metrics": 404,
    "/api": 404,
    "/api/v1/site": 200,
    "/api/v1/nowhere": 404,
    "/api/v1/auth/session": 200,
    "/api/v1/auth/csrf": 401,
    "/api/v1/site?x=%00": 400,
}


@pytest.fixture(params=[HTTPS, None], ids=["https", "http"])
async def longhouse(
    request: pytest.FixtureRequest,
    database_url: str,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Longhouse]:
    monkeypatch.setattr("longhouse.app.visited._WEB", build(tmp_path / "web"))
    address = HouseSettings(public_url=request.param)
    async with open_house(database_url, tmp_path, clock, *GENEROUS, address) as house:
        yield house


def is_secure(longhouse: Longhouse) -> bool:
    return longhouse.public_url == HTTPS


async def answers(
    longhouse: Longhouse, people: People
) -> AsyncIterator[tuple[str, httpx.Response]]:
    """One answer of every kind that there is."""
    client = people.stranger().client
    for path, status in KINDS.items():
        answer = await client.get(f"{longhouse.public_url}{path}")
        assert answer.status_code == status, path
        yield path, answer
    yield "POST /", await client.post(longhouse.public_url)
    yield "PUT /api/v1/site", await client.put("site")
    page = await client.get(longhouse.public_url)
    yield (
        "304",
        await client.get(longhouse.public_url, headers={"If-None-Match": page.headers["etag"]}),
    )
    yield "refused", await client.post("auth/login", json={"username": "x", "password": "y"})


async def test_every_kind_of_answer_is_guarded(longhouse: Longhouse, people: People) -> None:
    async for what, answer in answers(longhouse, people):
        assert {name: answer.headers.get(name) for name in EVERY} == EVERY, what
        check_policy(answer.headers["content-security-policy"], what)
        hsts = answer.headers.get("strict-transport-security")
        assert hsts == (TWO_YEARS if is_secure(longhouse) else None), what
        assert "server" not in answer.headers, what
        assert "x-powered-by" not in answer.headers, what
        assert answer.headers["x-request-id"], what


def check_policy(policy: str, what: str) -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    for name in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert rules[name] == ["'none'"], what
    assert rules["form-action"] == ["'self'"], what
    for source in rules["script-src"]:
        assert source == "'self'" or source.startswith("'sha256-"), what
    # Players of other sites stand in frames of their own, and nothing else comes from outside.
    assert rules.pop("frame-src") == list(PLAYER_ORIGINS), what
    for source in (source for sources in rules.values() for source in sources):
        assert source.startswith("'") or source in ("data:", "blob:"), what


async def test_a_fault_is_guarded_like_everything_else(
    longhouse: Longhouse, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Site, "get_config", fail)
    answer = await people.stranger().get("/site")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in EVERY} == EVERY
    assert answer.headers["cache-control"] == "no-store"


async def test_no_answer_of_the_interface_is_kept(longhouse: Longhouse, people: People) -> None:
    async for what, answer in answers(longhouse, people):
        if "/api" in what or what in ("refused", "/health", "/ready", "/metrics"):
            assert answer.headers.get("cache-control") == "no-store", what


async def test_cookies_are_guarded_and_nothing_else_carries_their_secret(
    longhouse: Longhouse, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    household = await furnish(people)
    ada = household.ada
    signed_in = await ada.post("/auth/login", {"username": "ada", "password": PASSWORD})
    await ada.renew_csrf_token()
    prefix = "__Host-" if is_secure(longhouse) else ""
    cookies = SimpleCookie()
    for line in signed_in.headers.get_list("set-cookie"):
        cookies.load(line)
    assert set(cookies) == {f"{prefix}session_id", f"{prefix}device"}
    for cookie in cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"].lower() == "lax"
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""
        assert bool(cookie["secure"]) == is_secure(longhouse)
    secrets = [cookie.value for cookie in cookies.values()]
    assert all(len(secret) >= 43 for secret in secrets)
    await look_everywhere(longhouse, household, secrets, caplog)


async def look_everywhere(
    longhouse: Longhouse, household: Household, secrets: list[str], log: pytest.LogCaptureFixture
) -> None:
    for operation in operations(longhouse):
        if operation.changes:
            continue
        answer = await operation.ask(household.ada.client, household.places)
        assert answer.status_code in (200, 404), operation.row
        shown = answer.text + str(answer.headers.multi_items()) + str(answer.url)
        assert not any(secret in shown for secret in secrets), operation.row
    assert not any(secret in log.text for secret in secrets)
