"""No page of another site can have a member's browser change anything here."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.settings import HouseSettings, HttpSettings
from support.clocks import FakeClock
from support.contract import Operation, changing, operations
from support.households import GENEROUS, Household, open_house
from support.people import People, Person
from support.tables import checksums

OURS = "http://localhost:8000"
FOREIGN = {
    "another site": {"Origin": "https://evil.example"},
    "an opaque page": {"Origin": "null"},
    "nothing in it": {"Origin": ""},
    "our name as a prefix": {"Origin": "http://localhost:8000.evil.example"},
    "our name as a suffix": {"Origin": "http://evil-localhost:8000"},
    "our name in its path": {"Origin": "http://evil.example/http://localhost:8000"},
    "our name before an at": {"Origin": "http://localhost:8000@evil.example"},
    "another port": {"Origin": "http://localhost:8001"},
    "no port": {"Origin": "http://localhost"},
    "another scheme": {"Origin": "https://localhost:8000"},
    "another case of a foreign name": {"Origin": "HTTP://EVIL.EXAMPLE"},
    "a subdomain": {"Origin": "http://www.localhost:8000"},
    "two origins": {"Origin": "http://localhost:8000, https://evil.example"},
    "only the browser's word": {"Sec-Fetch-Site": "cross-site"},
    "a sibling's page": {"Sec-Fetch-Site": "same-site"},
}
NOT_JSON = {
    "plain text": "text/plain",
    "a form": "application/x-www-form-urlencoded",
    "a form with files": "multipart/form-data; boundary=x",
    "JSON by another name": "text/json",
    "JSON behind plain text": "text/plain; application/json",
    "nothing said": "",
}


async def send(
    person: Person,
    operation: Operation,
    household: Household,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> tuple[int, str]:
    """A change that is in order, the token included, but for where or how it is sent."""
    sent = {"X-CSRF-Token": person.csrf_token, **headers}
    if body is None:
        answer = await operation.ask(person.client, household.places, sent)
    else:
        path = operation.at(household.places).lstrip("/")
        answer = await person.client.request(
            operation.method, path, content=body, headers={"Upload-Offset": "0", **sent}
        )
    return answer.status_code, answer.json().get("code", "")


async def test_a_page_of_another_site_changes_nothing_anywhere(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    before = await checksums(database_url)
    answers = {
        (asker, operation.row): await send(household.ada, operation, household, headers)
        for asker, headers in FOREIGN.items()
        for operation in changing(longhouse)
    }
    refused = (403, "FOREIGN_ORIGIN")
    assert {asked: answer for asked, answer in answers.items() if answer != refused} == {}
    assert await checksums(database_url) == before


@pytest.mark.parametrize(
    "headers",
    [{"Origin": OURS}, {"Origin": OURS, "Sec-Fetch-Site": "same-origin"}, {}],
    ids=["our page", "our page in a browser that says more", "no browser"],
)
async def test_our_own_page_and_a_client_that_is_no_browser_are_heard(
    household: Household, headers: dict[str, str]
) -> None:
    answer = await household.ben.client.post(
        "auth/reset/request", json={"username": "x"}, headers=headers
    )
    assert answer.status_code == 200


async def test_origins_named_by_the_settings_are_heard_and_their_neighbours_are_not(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    settings = (
        HouseSettings(public_url="https://house.example"),
        HttpSettings(allowed_origins="https://app.house.example, https://desk.example/"),
    )
    async with open_house(database_url, tmp_path, clock, *GENEROUS, *settings) as house:
        people = People(house)
        stranger = people.stranger()
        heard = {
            origin: (
                await stranger.post(
                    "/auth/reset/request", {"username": "x"}, headers={"Origin": origin}
                )
            ).status_code
            for origin in (
                "https://house.example",
                "https://app.house.example",
                "https://desk.example",
                "https://app.house.example.evil.example",
                "http://house.example",
                "https://desk.example:444",
            )
        }
        await people.leave()
    assert list(heard.values()) == [200, 200, 200, 403, 403, 403]


# Programs of mail send a form there. It asks for no session, nothing of the form is read, and what
# counts is a signed token in the address, without which nothing happens.
ONE_CLICK = "POST /notifications/unsubscribe"


async def test_what_a_form_can_send_is_taken_nowhere(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    """A page may send these anywhere without being asked first whether it may."""
    before = await checksums(database_url)
    answers = {
        (kind, operation.row): await send(
            household.ada, operation, household, {"Content-Type": media}, b'{"username": "x"}'
        )
        for kind, media in NOT_JSON.items()
        for operation in changing(longhouse)
        if not (media.startswith("multipart") and "multipart/form-data" in operation.media)
    }
    refused = (415, "UNSUPPORTED_MEDIA_TYPE")
    taken = {sent: answer for sent, answer in answers.items() if answer != refused}
    assert taken == {
        (kind, ONE_CLICK): (422, "INVALID_FIELDS") for kind in ("a form", "a form with files")
    }
    assert await checksums(database_url) == before


@pytest.mark.parametrize("media", ["application/json", "Application/JSON; charset=utf-8"])
async def test_json_is_taken_however_it_is_spelt(household: Household, media: str) -> None:
    answer = await household.stranger.client.post(
        "auth/reset/request", content=b'{"username": "x"}', headers={"Content-Type": media}
    )
    assert answer.status_code == 200


HOSTILE = [
    "https://evil.example",
    "null",
    "http://localhost:8000.evil.example",
    "http://evil-localhost:8000",
    "http://localhost:8001",
    "https://localhost:8000",
    "http://localhost:8000@evil.example",
    "file://",
]


async def test_no_other_page_is_ever_invited_to_read(
    longhouse: Longhouse, household: Household
) -> None:
    invited: set[tuple[str, str, str]] = set()
    for operation in operations(longhouse):
        path = operation.at(household.places).lstrip("/")
        for origin in (*HOSTILE, OURS):
            for method in (operation.method, "OPTIONS"):
                answer = await household.ada.client.request(
                    method,
                    path,
                    headers={
                        "Origin": origin,
                        "Access-Control-Request-Method": operation.method,
                        "Access-Control-Request-Headers": "x-csrf-token",
                    },
                )
                if any(header.startswith("access-control-") for header in answer.headers):
                    invited.add((method, operation.row, origin))
    assert invited == set()
