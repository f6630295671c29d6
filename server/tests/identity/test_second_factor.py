"""The second factor: setting it up, being asked for it, and that each code works once."""

import asyncio
import base64
from xml.etree import ElementTree

import pytest

from identity.steps import code_at, set_email, switch_on
from identity.witnesses import Mailbox
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.people import PASSWORD, People


async def test_setting_up_shows_a_secret_as_text_as_address_and_as_picture(people: People) -> None:
    ben = await people.member("ben")
    answer = await ben.post("/auth/second-factor")
    assert answer.status_code == 201
    made = answer.json()["second_factor"]
    assert len(base64.b32decode(made["secret"])) == 20
    assert made["secret"] in made["uri"]
    assert made["uri"].startswith("otpauth://totp/Longhouse%3Aben?")
    assert ElementTree.fromstring(made["qr_svg"]).tag.endswith("svg")
    state = (await ben.get("/auth/second-factor")).json()["second_factor"]
    assert state == {"enabled": False, "recovery_codes_left": 0}
    assert (await people.stranger("ben").sign_in()).status_code == 200


async def test_a_first_code_switches_it_on_and_gives_ten_recovery_codes(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    _, codes = await switch_on(ben, clock)
    assert len(set(codes)) == 10
    state = (await ben.get("/auth/second-factor")).json()["second_factor"]
    assert state == {"enabled": True, "recovery_codes_left": 10}
    assert (await ben.get("/auth/session")).json()["user"]["two_factor"] is True


async def test_a_wrong_first_code_switches_nothing_on(people: People) -> None:
    ben = await people.member("ben")
    await ben.post("/auth/second-factor")
    refused = await ben.post("/auth/second-factor/confirm", {"code": "000000"})
    assert refused.status_code == 422
    assert set(refused.json()["details"]["fields"]) == {"code"}
    assert (await ben.get("/auth/second-factor")).json()["second_factor"]["enabled"] is False


async def test_what_is_on_is_not_set_up_again(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    await switch_on(ben, clock)
    again = await ben.post("/auth/second-factor")
    assert (again.status_code, again.json()["code"]) == (409, "SECOND_FACTOR_ENABLED")


async def test_signing_in_asks_for_a_code_once_the_password_is_right(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    secret, _ = await switch_on(ben, clock)
    phone = people.stranger("ben")
    wrong = await phone.sign_in("wrong kettle", code=code_at(secret, clock.now()))
    assert (wrong.status_code, wrong.json()["code"]) == (401, "INVALID_CREDENTIALS")
    asked = await phone.sign_in()
    assert (asked.status_code, asked.json()["code"]) == (401, "SECOND_FACTOR_REQUIRED")
    refused = await phone.sign_in(code="000000")
    assert (refused.status_code, refused.json()["code"]) == (401, "SECOND_FACTOR_INVALID")
    assert "set-cookie" not in refused.headers
    assert (await phone.sign_in(code=code_at(secret, clock.now()))).status_code == 200


async def test_a_code_works_once(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    secret, _ = await switch_on(ben, clock)
    confirmed = code_at(secret, clock.now(), steps_ago=1)
    used = await people.stranger("ben").sign_in(code=confirmed)
    assert used.json()["code"] == "SECOND_FACTOR_INVALID", "it has switched the factor on"
    code = code_at(secret, clock.now())
    assert (await people.stranger("ben").sign_in(code=code)).status_code == 200
    again = await people.stranger("ben").sign_in(code=code)
    assert again.json()["code"] == "SECOND_FACTOR_INVALID"


async def test_the_code_of_the_step_before_works_and_an_older_one_does_not(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    secret, _ = await switch_on(ben, clock)
    clock.advance(90)
    older = await people.stranger("ben").sign_in(code=code_at(secret, clock.now(), steps_ago=2))
    assert older.json()["code"] == "SECOND_FACTOR_INVALID"
    to_come = await people.stranger("ben").sign_in(code=code_at(secret, clock.now(), steps_ago=-1))
    assert to_come.json()["code"] == "SECOND_FACTOR_INVALID"
    before = await people.stranger("ben").sign_in(code=code_at(secret, clock.now(), steps_ago=1))
    assert before.status_code == 200


async def test_of_two_who_use_a_code_at_once_one_comes_in(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    secret, _ = await switch_on(ben, clock)
    code = code_at(secret, clock.now())
    answers = await asyncio.gather(
        *(people.stranger("ben", address=f"198.51.100.{n}").sign_in(code=code) for n in range(8))
    )
    assert [answer.status_code for answer in answers].count(200) == 1


async def test_of_many_who_use_a_recovery_code_at_once_one_comes_in(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    _, codes = await switch_on(ben, clock)
    browsers = [people.stranger("ben", address=f"198.51.100.{n}") for n in range(50)]
    statuses: list[int] = []
    for start in range(0, 50, 10):
        clock.advance(301)
        answers = await asyncio.gather(
            *(browser.sign_in(code=codes[0]) for browser in browsers[start : start + 10])
        )
        statuses += [answer.status_code for answer in answers]
    assert statuses.count(200) == 1
    assert statuses.count(401) == 49
    left = (await ben.get("/auth/second-factor")).json()["second_factor"]
    assert left["recovery_codes_left"] == 9


async def test_new_recovery_codes_void_the_old(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    _, old = await switch_on(ben, clock)
    new = (await ben.post("/auth/recovery-codes")).json()["recovery_codes"]
    assert not set(new) & set(old)
    assert (await people.stranger("ben").sign_in(code=old[0])).status_code == 401
    assert (await people.stranger("ben").sign_in(code=new[0].upper())).status_code == 200


async def test_tries_of_codes_are_limited_and_a_known_device_keeps_its_own(
    people: People, clock: FakeClock
) -> None:
    ben = await people.member("ben")
    secret, _ = await switch_on(ben, clock)
    codes: list[str] = []
    for number in range(21):
        clock.advance(7)
        mallory = people.stranger("ben", address=f"198.51.100.{number}")
        codes.append((await mallory.sign_in(code="000000")).json()["code"])
    assert codes.count("SECOND_FACTOR_INVALID") == 10
    assert codes[-1] == "RATE_LIMITED"
    clock.advance(60)
    assert (await ben.sign_in(code=code_at(secret, clock.now()))).status_code == 200


async def test_confirming_who_one_is_asks_for_a_code_too(people: People, clock: FakeClock) -> None:
    ben = await people.member("ben")
    secret, _ = await switch_on(ben, clock)
    clock.advance(700)
    await ben.renew_csrf_token()
    asked = await ben.post("/auth/reauthenticate", {"password": PASSWORD})
    assert (asked.status_code, asked.json()["code"]) == (401, "SECOND_FACTOR_REQUIRED")
    code = code_at(secret, clock.now())
    confirmed = await ben.post("/auth/reauthenticate", {"password": PASSWORD, "code": code})
    assert confirmed.status_code == 200
    assert (await ben.delete("/auth/second-factor")).json() == {}
    assert (await people.stranger("ben").sign_in()).status_code == 200


async def test_switching_off_what_is_off_is_refused(people: People) -> None:
    ben = await people.member("ben")
    answer = await ben.delete("/auth/second-factor")
    assert (answer.status_code, answer.json()["code"]) == (409, "SECOND_FACTOR_NOT_ENABLED")


async def test_neither_secret_nor_codes_are_stored_readable(
    people: People, clock: FakeClock, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    secret, codes = await switch_on(ben, clock)
    async with longhouse.db.read() as read:
        sealed = await read.value(bytes, "SELECT secret_sealed FROM identity.second_factor")
        hashes = await read.values(bytes, "SELECT code_hash FROM identity.recovery_code")
    assert sealed is not None
    assert base64.b32decode(secret) not in sealed
    readable = b"".join(hashes)
    assert all(code.replace("-", "").encode() not in readable for code in codes)


async def test_a_secret_copied_to_another_account_is_worthless(
    people: People, clock: FakeClock, longhouse: Longhouse
) -> None:
    ben, mallory = await people.member("ben"), await people.member("mallory")
    await switch_on(ben, clock)
    secret, _ = await switch_on(mallory, clock)
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            UPDATE identity.second_factor SET secret_sealed =
                (SELECT secret_sealed FROM identity.second_factor WHERE account_id = $2)
            WHERE account_id = $1
            """,
            ben.id,
            mallory.id,
        )
    answer = await people.stranger("ben").sign_in(code=code_at(secret, clock.now()))
    assert answer.status_code == 500


@pytest.mark.parametrize("act", ["on", "codes", "off"])
async def test_changes_of_the_second_factor_are_told_by_mail(
    people: People, clock: FakeClock, mailbox: Mailbox, act: str
) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    await mailbox.next_to("ben@example.org")
    await switch_on(ben, clock)
    assert "switched on" in await mailbox.next_to("ben@example.org", after=1)
    if act == "codes":
        await ben.post("/auth/recovery-codes")
        assert "recovery codes" in await mailbox.next_to("ben@example.org", after=2)
    if act == "off":
        await ben.delete("/auth/second-factor")
        assert "switched off" in await mailbox.next_to("ben@example.org", after=2)
