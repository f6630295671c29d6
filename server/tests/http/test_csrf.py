"""Changes that a browser carries a cookie for are made only at the wish of our own pages."""

import base64
import secrets
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from longhouse.app import Longhouse
from longhouse.kernel.http.csrf import CsrfTokens, InvalidCsrfToken
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.principal import Principal
from longhouse.kernel.secrets import Secrets
from support.clocks import FakeClock
from support.contract import Operation, changing, operations
from support.households import Household
from support.people import People, Person
from support.tables import checksums

# Those that a person calls before there is a session, or that a cookie has no part in.
EXEMPT = frozenset(
    {
        "POST /auth/register",
        "POST /auth/login",
        "POST /auth/first-admin",
        "POST /auth/links/inspect",
        "POST /auth/reset/request",
        "POST /auth/reset",
        # By the link of a mail, on whatever device it is opened; it says whose it is.
        "POST /auth/email/confirm",
        "POST /auth/token",
        "POST /auth/refresh",
        # By a token that can do nothing else, from a mail program that has no other.
        "POST /notifications/unsubscribe",
    }
)
_SIGNATURE = 32
MISSING = (403, "CSRF_TOKEN_REQUIRED", "CSRF token is required for this request")
INVALID = (403, "INVALID_CSRF_TOKEN", "Invalid or expired CSRF token")


async def token_of(person: Person) -> str:
    return (await person.get("/auth/csrf")).json()["csrf_token"]


async def refusal(
    person: Person, operation: Operation, household: Household, token: str | None
) -> tuple[int, str, str]:
    """What is answered to a change that is in order but for its token."""
    headers = {} if token is None else {"X-CSRF-Token": token}
    answer = await operation.ask(person.client, household.places, headers)
    told = answer.json()
    return answer.status_code, told.get("code", ""), told.get("error", "")


def guarded(longhouse: Longhouse) -> list[Operation]:
    return [operation for operation in changing(longhouse) if operation.row not in EXEMPT]


async def test_every_change_needs_a_token_and_without_one_nothing_happens(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    before = await checksums(database_url)
    answers = {
        operation.row: await refusal(household.ada, operation, household, None)
        for operation in guarded(longhouse)
    }
    assert len(answers) > 20
    assert {row: answer for row, answer in answers.items() if answer != MISSING} == {}
    assert await checksums(database_url) == before


BadToken = Callable[[Household, People, FakeClock], Awaitable[str]]


async def of_nobody(_household: Household, _people: People, _clock: FakeClock) -> str:
    return "made-up"


async def random(_household: Household, _people: People, _clock: FakeClock) -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


async def of_another_house(household: Household, _people: People, _clock: FakeClock) -> str:
    mine = base64.urlsafe_b64decode(await token_of(household.ada) + "==")
    return Secrets(b"n" * 32).sign("csrf", mine[_SIGNATURE:])


async def of_another_member(household: Household, _people: People, _clock: FakeClock) -> str:
    return await token_of(household.ben)


async def of_another_session(_household: Household, people: People, _clock: FakeClock) -> str:
    phone = people.stranger("ada", address="203.0.113.9")
    await phone.sign_in()
    return await token_of(phone)


async def of_an_hour_ago(household: Household, _people: People, clock: FakeClock) -> str:
    token = await token_of(household.ada)
    clock.advance(3600)
    # So that nothing else stands in the way of what asks for the password again.
    await household.ada.renew_csrf_token()
    await household.ada.confirm()
    return token


async def changed_by_one_character(household: Household, _people: People, _clock: FakeClock) -> str:
    token = await token_of(household.ada)
    return ("B" if token[0] == "A" else "A") + token[1:]


async def cut_short(household: Household, _people: People, _clock: FakeClock) -> str:
    return (await token_of(household.ada))[:-2]


BAD_TOKENS: list[BadToken] = [
    of_nobody,
    random,
    of_another_house,
    of_another_member,
    of_another_session,
    of_an_hour_ago,
    changed_by_one_character,
    cut_short,
]


@pytest.mark.parametrize("bad", BAD_TOKENS, ids=lambda bad: bad.__name__)
async def test_a_token_that_is_not_good_changes_nothing_anywhere(
    longhouse: Longhouse,
    household: Household,
    people: People,
    clock: FakeClock,
    database_url: str,
    bad: BadToken,
) -> None:
    token = await bad(household, people, clock)
    before = await checksums(database_url)
    answers = {
        operation.row: await refusal(household.ada, operation, household, token)
        for operation in guarded(longhouse)
    }
    assert {row: answer for row, answer in answers.items() if answer != INVALID} == {}
    assert await checksums(database_url) == before


async def test_with_a_good_token_every_change_gets_past_the_gate(
    longhouse: Longhouse, household: Household
) -> None:
    """Each by an admin who has just come in, because some of these changes end the sign-in."""
    stopped: dict[str, str] = {}
    for operation in guarded(longhouse):
        assert (await household.ada.sign_in()).status_code == 200
        answer = await operation.ask(
            household.ada.client, household.places, {"X-CSRF-Token": household.ada.csrf_token}
        )
        if answer.status_code in (401, 403):
            stopped[operation.row] = answer.text
    assert stopped == {}


async def test_a_token_may_be_used_again_until_its_hour_is_over(
    household: Household, clock: FakeClock
) -> None:
    token = await token_of(household.ada)

    async def invite() -> int:
        answer = await household.ada.post(
            "/admin/invites",
            {"max_uses": 1, "expires_in_days": 1},
            headers={"X-CSRF-Token": token},
        )
        return answer.status_code

    assert [await invite() for _ in range(3)] == [201, 201, 201]
    clock.advance(3599)
    assert await invite() == 201
    clock.advance(2)
    assert await invite() == 403


async def test_a_newer_token_does_not_void_the_one_before(household: Household) -> None:
    first, second = await token_of(household.ben), await token_of(household.ben)
    assert first != second
    for token in (second, first):
        answer = await household.ben.post("/auth/ws-ticket", headers={"X-CSRF-Token": token})
        assert answer.status_code in (200, 201)


async def test_a_token_ends_with_its_session(household: Household) -> None:
    token = await token_of(household.ben)
    await household.ben.sign_in()
    answer = await household.ben.post("/auth/ws-ticket", headers={"X-CSRF-Token": token})
    assert (answer.status_code, answer.json()["code"]) == INVALID[:2]


async def test_reading_asks_for_no_token(longhouse: Longhouse, household: Household) -> None:
    for operation in operations(longhouse):
        if not operation.changes:
            answer = await operation.ask(household.ada.client, household.places)
            assert answer.status_code in (200, 404), operation.row


async def test_a_stranger_gets_no_token(household: Household) -> None:
    answer = await household.stranger.get("/auth/csrf")
    assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHORIZED")
    assert (await household.ben.get("/auth/csrf")).status_code == 200


async def test_tokens_do_not_repeat(household: Household) -> None:
    tokens = {await token_of(household.ben) for _ in range(50)}
    assert len(tokens) == 50


def test_a_token_is_for_its_member_and_its_session_together(clock: FakeClock) -> None:
    tokens = CsrfTokens(Secrets(b"k" * 32))
    ada = Principal(
        user_id=UserId(new_id()),
        username="ada",
        session_id=SessionId(new_id()),
        is_admin=False,
        via="cookie",
    )
    token = tokens.issue(ada, clock.now())
    tokens.check(token, ada, clock.now())
    for other in (
        msgspec.structs.replace(ada, user_id=UserId(new_id())),
        msgspec.structs.replace(ada, session_id=SessionId(new_id())),
    ):
        with pytest.raises(InvalidCsrfToken):
            tokens.check(token, other, clock.now())


def test_what_we_signed_ourselves_and_is_no_token_is_refused(clock: FakeClock) -> None:
    """A signature says who wrote it, not what it is."""
    keys = Secrets(b"k" * 32)
    ada = Principal(
        user_id=UserId(new_id()),
        username="ada",
        session_id=SessionId(new_id()),
        is_admin=False,
        via="cookie",
    )
    for payload in (b"", b"short", bytes(57)):
        with pytest.raises(InvalidCsrfToken):
            CsrfTokens(keys).check(keys.sign("csrf", payload), ada, clock.now())
