"""Whatever is sent, the answer is a refusal that can be understood, and nothing half-done is left."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx

from longhouse.app import Longhouse
from longhouse.kernel.settings import HttpSettings
from support.clocks import FakeClock
from support.contract import Operation, changing
from support.households import Household, open_house
from support.people import PASSWORD, People, Person
from support.tables import checksums

MILLION = 1_000_000
REGISTER = "/auth/register"
JSON = {"Content-Type": "application/json"}


def in_order(**changed: object) -> bytes:
    return json.dumps({"username": "olga", "password": PASSWORD, **changed}).encode()


BAD: dict[str, bytes] = {
    "nothing": b"",
    "half a body": b'{"username": "olga", "passw',
    "no JSON": b"username=olga",
    "two values": in_order() + in_order(),
    "a trailing comma": b'{"username": "olga", "password": "copper kettle",}',
    "single quotes": b"{'username': 'olga'}",
    "a comment": b'{/* hello */"username": "olga"}',
    "NaN": b'{"username": "olga", "password": NaN}',
    "infinity": b'{"username": "olga", "password": Infinity}',
    "an endless number": b'{"username": ' + b"9" * 5_000 + b', "password": "x"}',
    "an endless fraction": b'{"username": 1e99999, "password": "x"}',
    "not UTF-8": b'{"username": "olga\xff", "password": "copper kettle"}',
    "UTF-16": in_order().decode().encode("utf-16"),
    "an overlong NUL": b'{"username": "ol\xc0\x80ga", "password": "copper kettle"}',
    "a surrogate in UTF-8": b'{"username": "ol\xed\xa0\x80ga", "password": "copper kettle"}',
    "half a surrogate": b'{"username": "ol\\ud800ga", "password": "copper kettle"}',
    "surrogates the wrong way round": b'{"username": "\\udc00\\ud800", "password": "copper"}',
    "a raw NUL": b'{"username": "ol\x00ga", "password": "copper kettle"}',
    "an escaped NUL": b'{"username": "olga", "password": "copper\\u0000kettle"}',
    "a raw line break": b'{"username": "ol\nga", "password": "copper kettle"}',
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"username":' * 100_000,
    "deep behind strings": b'{"a":"[[[","username":' + b"[" * 70 + b"]" * 70 + b"}",
    "a million keys": b"{" + b",".join(b'"k%d":1' % n for n in range(60_000)) + b"}",
    "an unknown field": in_order(is_admin=True),
    "a field of the prototype": in_order(__proto__={"is_admin": True}),
    "a list for a text": in_order(username=["olga"]),
    "an object for a text": in_order(username={"$ne": None}),
    "a number for a text": in_order(password=123456789012),
    "null for a text": in_order(username=None),
    "true for a text": in_order(username=True),
    "an endless name": in_order(username="o" * 500_000),
    "an endless password": in_order(password="kettle " * 100_000),
    "a byte too many": b'"' + b"x" * (MILLION - 1) + b'"',
}


async def test_a_bad_body_is_refused_and_leaves_nothing(
    household: Household, database_url: str
) -> None:
    before = await checksums(database_url)
    accepted: dict[tuple[str, str], object] = {}
    for method, path in (("POST", REGISTER), ("POST", "/admin/invites"), ("PATCH", "/users/me")):
        for name, body in BAD.items():
            answer = await send(household.ada, method, path, body)
            told = answer.json()
            if not 400 <= answer.status_code < 500 or not told["code"] or not told["error"]:
                accepted[path, name] = (answer.status_code, told)
    assert accepted == {}
    assert await checksums(database_url) == before


async def send(person: Person, method: str, path: str, body: bytes) -> httpx.Response:
    return await person.client.request(
        method,
        path.lstrip("/"),
        content=body,
        headers={"Content-Type": "application/json", "X-CSRF-Token": person.csrf_token},
    )


async def test_a_good_body_is_taken_with_all_that_people_may_write(household: Household) -> None:
    for bio in ("Grüße 🥕", "a \\u0000 that is only written", 'quote " and \\ slash', "שלום"):
        answer = await household.ben.patch("/users/me", {"bio": bio})
        assert (answer.status_code, answer.json()["user"]["bio"]) == (200, bio)


async def test_every_route_that_takes_a_body_refuses_what_it_does_not_know(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    """What a client could hope to slip in beside what it may send."""
    hopes: dict[str, object] = {
        "id": str(household.ada.id),
        "user_id": str(household.ada.id),
        "is_admin": True,
        "status": "active",
        "approved_at": "2020-01-01T00:00:00Z",
        "created_at": "2020-01-01T00:00:00Z",
        "password_hash": "x",
        "two_factor": False,
        "balance": 1_000_000,
        "uses": 0,
    }
    before = await checksums(database_url)
    taken: list[tuple[str, str]] = []
    for operation in changing(longhouse):
        if operation.body is None:
            continue
        for name, hope in hopes.items():
            if name not in operation.body.get("properties", {}):
                answer = await try_it(household, operation, {name: hope})
                refused = set(answer.json()["details"]["fields"])
                if answer.status_code != 422 or not refused <= {name, "body"}:
                    taken.append((operation.row, name))
    assert taken == []
    assert await checksums(database_url) == before


async def try_it(
    household: Household, operation: Operation, changed: dict[str, Any]
) -> httpx.Response:
    return await operation.ask(
        household.ada.client, household.places, household.ada.csrf_header, **changed
    )


async def chunks(count: int, size: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        await asyncio.sleep(0)
        yield b" " * size


async def test_a_body_may_have_a_million_bytes_and_not_one_more(household: Household) -> None:
    for method, path, wish, most, status in (
        ("PATCH", "/users/me", b'{"bio":"Long."}', MILLION, 200),
        # Whoever stands at the door says little.
        ("POST", REGISTER, in_order(), 65_536, 201),
    ):
        padded = wish.ljust(most)
        more = await send(household.ada, method, path, padded + b" ")
        assert (more.status_code, more.json()["code"]) == (413, "TOO_LARGE"), path
        at_most = await send(household.ada, method, path, padded)
        assert at_most.status_code == status, path


async def test_a_body_that_does_not_say_its_length_has_the_same_bound(
    household: Household,
) -> None:
    answer = await household.stranger.client.post(
        "auth/register",
        content=chunks(11, MILLION // 10),
        headers={"Content-Type": "application/json"},
    )
    assert "content-length" not in answer.request.headers
    assert answer.status_code == 413


async def test_a_length_that_makes_no_sense_is_refused(household: Household) -> None:
    for length in ("99999999999", "-1", "1e3", "0x10", "12, 12", "twelve", "+5", "٣"):
        answer = await household.stranger.client.post(
            "auth/register",
            content=chunks(1, 10),
            headers={
                b"Content-Type": b"application/json",
                b"Content-Length": length.encode(),
            },
        )
        assert 400 <= answer.status_code < 500, length


async def test_a_body_that_announces_too_much_is_not_waited_for(household: Household) -> None:
    read: list[bytes] = []

    async def endless() -> AsyncIterator[bytes]:
        while len(read) < 5:
            read.append(b" ")
            yield b" "

    answer = await household.stranger.client.post(
        "auth/register",
        content=endless(),
        headers={"Content-Type": "application/json", "Content-Length": str(MILLION + 1)},
    )
    assert (answer.status_code, answer.json()["code"], read) == (413, "TOO_LARGE", [])


async def test_a_body_that_dawdles_is_given_up(
    database_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    async def dawdling() -> AsyncIterator[bytes]:
        yield b'{"username":'
        await asyncio.Event().wait()

    hasty = HttpSettings(body_seconds=0.05)
    async with open_house(database_url, tmp_path, clock, hasty) as house:
        people = People(house)
        async with asyncio.timeout(5):
            answer = await people.stranger().client.post(
                "auth/register",
                content=dawdling(),
                headers={"Content-Type": "application/json"},
            )
        await people.leave()
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")


async def test_a_body_that_breaks_off_is_not_taken_for_what_has_come_of_it(
    longhouse: Longhouse, household: Household
) -> None:
    """What has come may be whole by chance: somebody who hangs up has not asked for anything."""
    came = iter(
        [
            {"type": "http.request", "body": in_order(), "more_body": True},
            {"type": "http.disconnect"},
        ]
    )
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(came)

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": f"/api/v1{REGISTER}",
        "raw_path": f"/api/v1{REGISTER}".encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost:8000"), (b"content-type", b"application/json")],
        "client": ("203.0.113.7", 50_000),
        "server": ("127.0.0.1", 8000),
    }
    await longhouse.asgi(scope, cast("Any", receive), cast("Any", send))
    assert said[0]["status"] == 400
    taken = await household.stranger.client.post(
        REGISTER.lstrip("/"), content=in_order(), headers=JSON
    )
    assert taken.status_code == 201, "the name is still free"


async def test_a_body_nests_64_deep_and_no_deeper(household: Household) -> None:
    codes: list[str] = []
    for depth in (64, 65):
        lists = depth - 1
        body = b'{"bio":' + b"[" * lists + b"]" * lists + b"}"
        answer = await send(household.ben, "PATCH", "/users/me", body)
        codes.append(answer.json()["code"])
    assert codes == ["INVALID_FIELDS", "INVALID_REQUEST"]
    wide = b'{"bio":[' + b"[" * 62 + b"]" * 62 + b",[],[],[]" + b"]}"
    answer = await send(household.ben, "PATCH", "/users/me", wide)
    assert answer.json()["code"] == "INVALID_FIELDS", "many beside one another are not deep"
    written = await household.ben.patch("/users/me", {"bio": "[" * 100})
    assert written.status_code == 200, "brackets in a text are only brackets"


async def test_the_last_of_two_equal_keys_counts_wherever_it_is_read(
    household: Household,
) -> None:
    body = b'{"bio": "first", "bio": "second"}'
    answer = await send(household.ben, "PATCH", "/users/me", body)
    assert answer.json()["user"]["bio"] == "second"
