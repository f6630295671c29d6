"""A cursor is a place in a list and nothing else, whatever is done to it."""

import base64
import json
import random
from typing import Any
from uuid import UUID, uuid4

from longhouse.app import Longhouse
from support.contract import operations
from support.households import Household
from support.people import People, Person

SHAPES: list[object] = [
    None,
    True,
    0,
    -1,
    2**63,
    -(2**63) - 1,
    10**300,
    1.5,
    "",
    "' OR 1=1 --",
    "nobody\x00",
    str(UUID(int=0)),
    str(UUID(int=2**128 - 1)),
    [],
    {},
    [1, "x"],
    ["2020-01-01T00:00:00Z", str(uuid4())],
    ["9999-12-31T23:59:59Z", str(uuid4())],
    ["0001-01-01T00:00:00-23:59", str(uuid4())],
    {"$gt": ""},
    [[[[[]]]]],
]
TEXTS = [
    "x",
    "not base64 at all",
    "====",
    "../../etc/passwd",
    "%00",
    "A" * 513,
    "A" * 20_000,
    base64.urlsafe_b64encode(b"\xff\xfe\x00").decode(),
    base64.urlsafe_b64encode(b'"\\ud800"').decode(),
    base64.urlsafe_b64encode(b"NaN").decode(),
    base64.urlsafe_b64encode(b"[" * 300).decode(),
    base64.urlsafe_b64encode(b"1e99999").decode(),
]


def encoded(shape: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(shape).encode()).rstrip(b"=").decode()


def flipped(cursor: str, chance: random.Random) -> str:
    """One bit of what it holds is another one."""
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()


async def test_a_made_up_cursor_is_refused_or_is_a_place_in_every_list(
    longhouse: Longhouse, household: Household
) -> None:
    strange: dict[tuple[str, str], object] = {}
    lists = [operation for operation in operations(longhouse) if operation.pages]
    assert len(lists) > 8
    for operation in lists:
        path = operation.at(household.places)
        for cursor in [*map(encoded, SHAPES), *TEXTS]:
            answer = await household.ada.client.get(path.lstrip("/"), params={"cursor": cursor})
            if answer.status_code not in (200, 400, 404):
                strange[operation.row, cursor[:60]] = (answer.status_code, answer.text[:200])
    assert strange == {}


async def test_a_cursor_with_a_flipped_bit_shows_nothing_that_is_not_on_the_list(
    household: Household, people: People
) -> None:
    """And nothing at all to who may not read the list."""
    chance = random.Random(7)
    for number in range(8):
        await people.member(f"member-{number}")
    pages = [await page_of(household.ada, None, limit=9)]
    everybody = {user["id"] for user in (await page_of(household.ada, None, limit=100))["users"]}
    cursor = pages[0]["meta"]["cursor"]
    for _ in range(60):
        tampered = flipped(cursor, chance)
        answer = await household.ada.client.get("admin/users", params={"cursor": tampered})
        assert answer.status_code in (200, 400), answer.text
        if answer.status_code == 200:
            assert {user["id"] for user in answer.json()["users"]} <= everybody
        denied = await household.ben.client.get("admin/users", params={"cursor": tampered})
        assert denied.status_code == 403


async def page_of(person: Person, cursor: str | None, *, limit: int) -> dict[str, Any]:
    query = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
    answer = await person.client.get("admin/users", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_who_was_there_all_the_time_is_shown_once_while_others_come_and_go(
    household: Household, people: People
) -> None:
    chance = random.Random(11)
    members = [await people.member(f"member-{number}") for number in range(16)]
    staying, leaving = members[::2], members[1::2]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        shown = await page_of(household.ada, cursor, limit=3)
        seen += [user["id"] for user in shown["users"]]
        cursor = shown["meta"]["cursor"]
        assert shown["meta"]["has_more"] == (cursor is not None)
        if cursor is None:
            break
        gone = leaving.pop(chance.randrange(len(leaving))) if leaving else None
        if gone is not None:
            await household.ada.delete(f"/admin/users/{gone.id}")
        await people.member(f"late-{len(seen)}")
    assert len(seen) == len(set(seen))
    assert {str(member.id) for member in staying} <= set(seen)
