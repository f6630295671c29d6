"""Who may call which route: every route of the document, for every state that a person is in."""

from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from longhouse.app import Longhouse
from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.parameters import bind
from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.principal import Admin, Principal
from support.contract import OPEN, Operation, operations
from support.households import Household, Places
from support.people import PASSWORD, People, Person
from support.tables import checksums

NOBODY = (401, "UNAUTHORIZED")
NOT_ALLOWED = (403, "FORBIDDEN")


def is_open(operation: Operation) -> bool:
    return operation.row in OPEN


def is_for_admins(operation: Operation) -> bool:
    return operation.path.startswith("/admin/")


_CODES = {401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND"}


async def call(
    person: Person, operation: Operation, places: Mapping[str, object]
) -> tuple[int, str]:
    answer = await operation.ask(person.client, places, person.csrf_header)
    if operation.method == "HEAD" or answer.status_code < 400:
        # Nothing is said but the status.
        return answer.status_code, _CODES.get(answer.status_code, "")
    return answer.status_code, answer.json()["code"]


async def a_stranger(household: Household, _people: People) -> Person:
    return household.stranger


async def someone_who_waits(_household: Household, people: People) -> Person:
    """Petra registered and tries to come in before anybody has looked at her."""
    petra = people.stranger("petra")
    for way in ("/auth/login", "/auth/token"):
        refused = await petra.post(way, {"username": "petra", "password": PASSWORD})
        assert (refused.status_code, refused.json()["code"]) == (403, "ACCOUNT_PENDING")
    return petra


async def someone_deleted(household: Household, people: People) -> Person:
    """Emil was inside when his account was deleted, and still holds cookie and token."""
    emil = await people.member("emil")
    assert (await household.ada.delete(f"/admin/users/{emil.id}")).status_code == 200
    return emil


async def someone_signed_out(_household: Household, people: People) -> Person:
    """Finn kept a copy of his cookie from before he signed out."""
    finn = await people.member("finn")
    cookie = finn.client.cookies["session_id"]
    await finn.post("/auth/logout")
    finn.client.cookies.clear()
    finn.client.headers["Cookie"] = f"session_id={cookie}"
    return finn


async def someone_with_a_made_up_token(_household: Household, people: People) -> Person:
    gwen = people.stranger("gwen")
    gwen.client.headers["Authorization"] = f"Bearer {uuid4()}"
    return gwen


Outsider = Callable[[Household, People], Awaitable[Person]]
OUTSIDERS: list[Outsider] = [
    a_stranger,
    someone_who_waits,
    someone_deleted,
    someone_signed_out,
    someone_with_a_made_up_token,
]


@pytest.mark.parametrize("arrive", OUTSIDERS, ids=lambda arrive: arrive.__name__)
async def test_who_is_no_member_gets_no_further_than_the_door(
    longhouse: Longhouse,
    household: Household,
    people: People,
    database_url: str,
    arrive: Outsider,
) -> None:
    outsider = await arrive(household, people)
    before = await checksums(database_url)
    answers = {
        operation.row: await call(outsider, operation, household.places)
        for operation in operations(longhouse)
        if not is_open(operation)
    }
    assert len(answers) > 30
    assert {row: answer for row, answer in answers.items() if answer != NOBODY} == {}
    assert await checksums(database_url) == before


async def test_a_visitor_is_told_that_they_are_nobody_and_who_shows_what_is_over_is_refused(
    household: Household, people: People
) -> None:
    """A tab whose session was ended elsewhere hears of it by asking who is signed in."""
    for arrive in OUTSIDERS:
        outsider = await arrive(household, people)
        answer = await outsider.get("/auth/session")
        if arrive in (a_stranger, someone_who_waits):
            assert (answer.status_code, answer.json()["user"]) == (200, None), arrive
        else:
            assert (answer.status_code, answer.json()["code"]) == NOBODY, arrive


async def test_a_stranger_is_heard_at_the_door(longhouse: Longhouse, household: Household) -> None:
    for operation in operations(longhouse):
        if is_open(operation):
            answer = await call(household.stranger, operation, household.places)
            assert answer not in (NOBODY, NOT_ALLOWED), operation.row


async def a_member(household: Household, _people: People) -> Person:
    return household.ben


async def someone_who_was_an_admin(household: Household, people: People) -> Person:
    hana = await people.admin("hana")
    assert (await hana.get("/admin/config")).status_code == 200
    taken = await household.ada.patch(f"/admin/users/{hana.id}", {"is_admin": False})
    assert taken.status_code == 200
    return hana


async def a_member_by_token(_household: Household, people: People) -> Person:
    return await by_token(people, "ben")


@pytest.mark.parametrize(
    "arrive",
    [a_member, someone_who_was_an_admin, a_member_by_token],
    ids=lambda arrive: arrive.__name__,
)
async def test_who_is_no_admin_does_nothing_that_admins_do(
    longhouse: Longhouse,
    household: Household,
    people: People,
    database_url: str,
    arrive: Outsider,
) -> None:
    member = await arrive(household, people)
    before = await checksums(database_url)
    answers = {
        operation.row: await call(member, operation, household.places)
        for operation in operations(longhouse)
        if is_for_admins(operation)
    }
    assert len(answers) > 12
    assert {row: answer for row, answer in answers.items() if answer != NOT_ALLOWED} == {}
    assert await checksums(database_url) == before


async def test_a_member_does_all_that_members_do(longhouse: Longhouse, people: People) -> None:
    """With ids of their own; a change may be refused for its content, never for who asks."""
    for operation in operations(longhouse):
        if is_for_admins(operation) or is_open(operation):
            continue
        member = await people.member(f"m-{operation.name}"[:40])
        mine = (await member.get("/auth/session")).json()["session"]["id"]
        places = Places(reference=member.id, session_id=mine)
        answer = await call(member, operation, places)
        assert answer[0] not in (401, 403), f"{operation.row}: {answer}"


async def by_token(people: People, name: str) -> Person:
    """Somebody's program, which holds a bearer token and no cookie."""
    program = people.stranger(name)
    issued = await program.post("/auth/token", {"username": name, "password": PASSWORD})
    program.client.headers["Authorization"] = f"Bearer {issued.json()['access_token']}"
    return program


@pytest.mark.parametrize("by", ["cookie", "token"])
async def test_an_admin_does_all_that_admins_do(
    longhouse: Longhouse, household: Household, people: People, by: str
) -> None:
    ada = household.ada if by == "cookie" else await by_token(people, "ada")
    for operation in operations(longhouse):
        if is_for_admins(operation):
            answer = await call(ada, operation, household.places)
            assert answer[0] not in (401, 403), f"{operation.row}: {answer}"


async def test_what_is_not_there_is_said_to_be_so(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    """By anyone who may ask at all, for every route with a name of something in its path."""
    nowhere = Places()
    before = await checksums(database_url)
    rows = [operation for operation in operations(longhouse) if "{" in operation.path]
    assert len(rows) > 9
    for operation in rows:
        refused = await call(household.ada, operation, nowhere)
        expired = (404, "MEDIA_LINK_EXPIRED")
        expected = expired if operation.name == "sendMediaFile" else (404, "NOT_FOUND")
        assert refused == expected, operation.row
    assert await checksums(database_url) == before


@get("/members")
async def open_to_members(principal: Principal) -> None: ...


@get("/confirmed")
async def open_to_the_confirmed(fresh: Principal) -> None: ...


@get("/admins")
async def open_to_admins(admin: Admin) -> None: ...


BEN = Principal(
    user_id=UserId(UUID(int=1)),
    username="ben",
    session_id=SessionId(UUID(int=2)),
    is_admin=False,
    via="cookie",
)


@pytest.mark.parametrize(
    ("route", "who"),
    [
        (open_to_members, None),
        (open_to_the_confirmed, None),
        (open_to_admins, None),
        (open_to_admins, BEN),
    ],
)
async def test_behind_the_gate_each_route_is_locked_once_more(
    route: HTTPRouteHandler, who: Principal | None
) -> None:
    """Whatever becomes of the gate, a route that asks for somebody is not run without them."""
    exchange = Exchange("id", None, False, {})
    exchange.principal = who
    scope: Any = {}
    exchange.place(scope)
    call: Any = bind(route, "", frozenset())
    with pytest.raises(Unauthorized):
        await call(SimpleNamespace(scope=scope))
