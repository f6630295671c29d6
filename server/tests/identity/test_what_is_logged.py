"""The log: it says who came in and who was refused, and holds no secret and no forged line."""

import logging

import pytest

from identity.steps import switch_on, tokens_of
from support.clocks import FakeClock
from support.people import PASSWORD, People

FORGED = 'ada"}\r\n{"level":"info","message":"admin approved mallory"}\x1b[2J'


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="longhouse")


def written(caplog: pytest.LogCaptureFixture) -> str:
    """Every message with every field that was given along."""
    return "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)


async def test_no_secret_is_ever_logged(
    people: People, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    secret, codes = await switch_on(ben, clock)
    bearer = await tokens_of(people.stranger("ada"))
    link = (await ada.post(f"/admin/users/{ben.id}/reset-link")).json()["link"]["url"]
    await people.stranger("ben").sign_in("canary in a wrong password")
    await people.stranger("canary typed as a name").sign_in()
    await people.stranger("ben").sign_in(code=codes[0])
    await people.stranger().post(
        "/auth/reset", {"token": link.partition("#")[2], "password": "canary chosen anew"}
    )
    secrets = [
        PASSWORD,
        "canary",
        secret,
        *codes,
        *bearer.values(),
        link.partition("#")[2],
        ben.client.cookies["session_id"],
        ben.client.cookies["device"],
    ]
    log = written(caplog)
    assert "signed in" in log
    assert not [s for s in secrets if isinstance(s, str) and s != "Bearer" and s in log]


async def test_coming_in_and_being_refused_are_logged(
    people: People, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    ben = await people.member("ben")
    await people.stranger("ben").sign_in("wrong kettle")
    await ben.confirm()
    await ben.post("/auth/reauthenticate", {"password": "wrong kettle"})
    await ben.post(
        "/auth/password",
        {
            "current_password": PASSWORD,
            "new_password": "lantern by the frozen lake",
            "end_other_sessions": True,
        },
    )
    bearer = await tokens_of_with(people, "lantern by the frozen lake")
    for _ in range(2):
        await people.stranger().post("/auth/refresh", {"refresh_token": bearer})
    messages = {record.getMessage() for record in caplog.records}
    assert {
        "signed in",
        "a sign-in was refused",
        "confirmed",
        "a confirmation was refused",
        "a password was changed",
        "a refresh token was used twice",
    } <= messages
    about = [r for r in caplog.records if r.getMessage() == "a sign-in was refused"]
    assert [record.__dict__["account"] for record in about] == [str(ben.id)]


async def test_nobody_writes_lines_of_their_own(
    people: People, caplog: pytest.LogCaptureFixture
) -> None:
    refused = await people.stranger().post(
        "/auth/register", {"username": FORGED, "password": PASSWORD}
    )
    assert refused.status_code == 422
    await people.stranger(FORGED).sign_in()
    assert "approved mallory" not in written(caplog)


async def tokens_of_with(people: People, password: str) -> str:
    answer = await people.stranger().post("/auth/token", {"username": "ben", "password": password})
    return answer.json()["refresh_token"]


async def test_what_guards_an_account_and_who_reaches_too_far_is_logged(
    people: People, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    ben = await people.member("ben")
    await switch_on(ben, clock)
    for code in ("000000", "aaaa-aaaa-aaaa-aaaa"):
        # Whoever shows it knows the password.
        assert (await people.stranger("ben").sign_in(code=code)).status_code == 401
    assert (await ben.get("/admin/users")).status_code == 403
    assert (await ben.client.post("auth/recovery-codes")).status_code == 403
    await ben.post("/auth/recovery-codes")
    await ben.delete("/auth/second-factor")
    await ben.post("/auth/logout")
    said = [(one.getMessage(), one.__dict__.get("why")) for one in caplog.records]
    for expected in (
        ("a second factor was switched on", None),
        ("a second factor was refused", None),
        ("a second factor was given new codes", None),
        ("a second factor was switched off", None),
        ("a request was refused", "FORBIDDEN"),
        ("a request was refused", "CSRF_TOKEN_REQUIRED"),
        ("a session ended", "signed_out"),
    ):
        assert expected in said, expected
    assert said.count(("a second factor was refused", None)) == 2
