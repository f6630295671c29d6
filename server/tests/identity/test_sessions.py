"""Sessions: who I am, on which devices, and that an end is an end at once."""

from datetime import timedelta
from typing import Any

import pytest

from identity.steps import tokens_of
from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.kernel.ids import new_id
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person
from support.waiting import until

DAY = timedelta(days=1).total_seconds()


async def test_a_member_sees_who_they_are(people: People) -> None:
    ben = await people.member("ben")
    answer = (await ben.get("/auth/session")).json()
    assert answer["user"] | {"created_at": "", "approved_at": ""} == {
        "id": str(ben.id),
        "username": "ben",
        "email": None,
        "email_confirmed": False,
        "email_pending": None,
        "display_name": None,
        "is_admin": False,
        "two_factor": False,
        "created_at": "",
        "approved_at": "",
    }
    assert answer["session"]["current"] is True
    assert answer["session"]["device"] == "Firefox on Linux"
    assert answer["session"]["address"] == "203.0.113.7"
    assert answer["session"]["reauthenticated_at"].endswith("Z")


async def test_a_stranger_is_nobody(people: People) -> None:
    """Which is an answer, and none that a browser would complain of."""
    answer = await people.stranger().get("/auth/session")
    assert (answer.status_code, answer.json()) == (200, {"user": None, "session": None})


async def test_signing_out_ends_the_session_for_whoever_kept_its_token(people: People) -> None:
    ben = await people.member("ben")
    token = ben.client.cookies["session_id"]
    answer = await ben.post("/auth/logout")
    assert (answer.status_code, answer.json()) == (200, {})
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    thief = people.stranger()
    thief.client.cookies.set("session_id", token)
    assert (await thief.get("/auth/session")).status_code == 401


async def test_a_member_sees_and_ends_their_own_sessions(people: People) -> None:
    laptop = await people.member("ben")
    phone = people.stranger("ben")
    await phone.sign_in()
    listed = (await laptop.get("/auth/sessions")).json()
    assert len(listed["sessions"]) == 2
    assert [session["current"] for session in listed["sessions"]].count(True) == 1
    other = next(session for session in listed["sessions"] if not session["current"])
    assert (await laptop.delete(f"/auth/sessions/{other['id']}")).json() == {}
    assert (await phone.get("/auth/session")).status_code == 401
    assert (await laptop.get("/auth/session")).status_code == 200
    assert (await laptop.delete(f"/auth/sessions/{other['id']}")).status_code == 404


async def test_nobody_ends_the_session_of_somebody_else(people: People) -> None:
    ben, mallory = await people.member("ben"), await people.member("mallory")
    session = (await ben.get("/auth/session")).json()["session"]["id"]
    assert (await mallory.delete(f"/auth/sessions/{session}")).status_code == 404
    assert (await mallory.delete(f"/auth/sessions/{new_id()}")).status_code == 404
    assert (await ben.get("/auth/session")).status_code == 200


async def test_all_other_sessions_end_together(people: People) -> None:
    laptop = await people.member("ben")
    others = [people.stranger("ben") for _ in range(3)]
    for other in others:
        await other.sign_in()
    assert (await laptop.delete("/auth/sessions")).json() == {}
    assert [(await other.get("/auth/session")).status_code for other in others] == [401] * 3
    assert (await laptop.get("/auth/session")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/auth/sessions"),
        ("POST", "/auth/second-factor"),
        ("DELETE", "/auth/second-factor"),
        ("POST", "/auth/recovery-codes"),
        ("DELETE", "/users/me"),
    ],
)
async def test_what_is_dangerous_asks_for_the_password_again(
    people: People, clock: FakeClock, method: str, path: str
) -> None:
    ben = await people.member("ben")
    clock.advance(601)
    refused = await ben.fetch(method, path)
    assert (refused.status_code, refused.json()["code"]) == (403, "REAUTHENTICATION_REQUIRED")
    await ben.confirm()
    assert (await ben.fetch(method, path)).status_code in (200, 201, 409)


async def test_confirming_gives_a_new_token_and_kills_the_old_one(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    old = ben.client.cookies["session_id"]
    before = (await ben.get("/auth/session")).json()["session"]
    clock.advance(700)
    await ben.renew_csrf_token()
    await ben.confirm()
    after = (await ben.get("/auth/session")).json()["session"]
    assert after["id"] == before["id"]
    assert after["reauthenticated_at"] > before["reauthenticated_at"]
    assert ben.client.cookies["session_id"] != old
    thief = people.stranger()
    thief.client.cookies.set("session_id", old)
    assert (await thief.get("/auth/session")).status_code == 401


async def test_confirming_with_a_wrong_password_confirms_nothing(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    clock.advance(700)
    refused = await ben.post("/auth/reauthenticate", {"password": "wrong kettle"})
    assert (refused.status_code, refused.json()["code"]) == (401, "INVALID_CREDENTIALS")
    assert (await ben.delete("/auth/sessions")).status_code == 403
    assert (await ben.get("/auth/session")).status_code == 200


async def test_tries_to_confirm_are_limited(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    codes = [
        (await ben.post("/auth/reauthenticate", {"password": "wrong kettle"})).status_code
        for _ in range(11)
    ]
    assert codes == [401] * 10 + [429]
    clock.advance(61)
    await ben.confirm()


async def test_a_session_that_is_used_ends_after_thirty_days_all_the_same(
    people: People, clock: FakeClock, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    for _ in range(29):
        clock.advance(DAY)
        assert (await ben.get("/auth/session")).status_code == 200
        await _write_last_seen(longhouse)
    clock.advance(DAY + 1)
    assert (await ben.get("/auth/session")).status_code == 401


async def test_a_session_that_is_not_used_ends_after_fourteen_days(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    clock.advance(13 * DAY)
    assert (await ben.get("/auth/session")).status_code == 200
    carla = await people.member("carla")
    clock.advance(14 * DAY + 1)
    assert (await carla.get("/auth/session")).status_code == 401


async def test_last_use_is_written_once_a_minute(
    people: People, clock: FakeClock, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")

    async def last_seen() -> str:
        await _write_last_seen(longhouse)
        session = (await ben.get("/auth/session")).json()["session"]
        return str(session["last_seen_at"])

    at_first = await last_seen()
    clock.advance(30)
    await ben.get("/auth/session")
    assert await last_seen() == at_first
    clock.advance(40)
    await ben.get("/auth/session")
    assert await last_seen() > at_first


async def test_the_language_of_a_browser_is_remembered_at_its_next_visit(
    people: People, longhouse: Longhouse
) -> None:
    """Ben signed in before it was asked for; he is written to in it without signing in anew."""
    ben, eve = await people.member("ben"), await people.member("eve")
    bearer = {"Authorization": f"Bearer {(await tokens_of(ben))['access_token']}"}
    for accepts, more, then in (
        # A program is no browser, and French is not what the house writes.
        ("de-AT,de;q=0.9", bearer, "en"),
        ("fr", {}, "en"),
        ("de-AT,de;q=0.9", {}, "de"),
        # What says nothing changes nothing.
        ("", {}, "de"),
        ("en-GB", {}, "en"),
    ):
        await _visit(longhouse, ben, accepts, **more)
        await _is_written_to_in(longhouse, ben, then)
    await ben.patch("/users/me/settings", {"locale": "de"})
    await _visit(longhouse, ben, "en-GB")
    await _is_written_to_in(longhouse, ben, "de")
    await _is_written_to_in(longhouse, eve, "en")


async def test_a_language_that_is_remembered_is_not_written_again(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    versions: list[str | None] = []
    for accepts, then in (("de", "de"), ("de-CH", "de"), ("en", "en")):
        await _visit(longhouse, ben, accepts)
        await _is_written_to_in(longhouse, ben, then)
        async with longhouse.db.read() as read:
            version = "SELECT xmin::text FROM identity.account WHERE id = $1"
            versions.append(await read.value(str, version, ben.id))
    assert versions[0] == versions[1] != versions[2]


async def test_tokens_are_stored_only_as_digests(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    token = ben.client.cookies["session_id"].encode()
    async with longhouse.db.read() as read:
        stored = await read.values(bytes, "SELECT token_hash FROM identity.session")
    assert all(len(digest) == 32 and digest not in token for digest in stored)


async def test_the_password_of_a_member_is_not_asked_for_by_sign_out(people: People) -> None:
    ben = await people.member("ben")
    await ben.post("/auth/logout")
    assert (await ben.sign_in(PASSWORD)).status_code == 200


async def _write_last_seen(longhouse: Longhouse) -> None:
    module = next(module for module in longhouse.modules if module.name == "identity")
    await module.dependencies["authenticator"].last_seen.write()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] -- dependencies are handed out untyped


async def _visit(longhouse: Longhouse, person: Person, accepts: str, **headers: str) -> None:
    sent = {"Accept-Language": accepts, **headers}
    assert (await person.fetch("GET", "/auth/session", headers=sent)).status_code == 200
    await _write_last_seen(longhouse)


async def _is_written_to_in(longhouse: Longhouse, person: Person, language: str) -> None:
    """Soon: the house may be writing down by itself what was noted a moment ago."""

    async def is_so() -> bool:
        async with longhouse.db.read() as read:
            return await identity.get_language(read, person.id) == language

    await until(is_so)


async def test_whoever_recognises_a_session_is_told_when_it_ends(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    """Open sockets end by it."""
    ben = await people.member("ben")
    identity = next(module for module in longhouse.modules if module.name == "identity")
    authenticator: Any = identity.dependencies["authenticator"]
    ends = clock.now() + timedelta(days=30)
    clock.advance(3600)
    async with longhouse.db.read() as read:
        found = await authenticator.by_session_token(read, ben.client.cookies["session_id"])
        assert (found.ends_at, (await authenticator.confirm(read, found)).ends_at) == (ends, ends)
