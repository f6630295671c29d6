"""An address is its member's once they followed a link that was sent to it."""

import asyncio
import re
from pathlib import Path

import pytest

from identity.steps import set_email
from identity.witnesses import Ear, Mailbox
from longhouse.kernel.mail import FolderPost
from notifications.steps import settled
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person
from support.waiting import until

NEW = "lantern by the frozen lake"
HOUR = 3600.0
BEN = "ben@example.org"
OTHER = "other@example.net"


@pytest.fixture
def reaching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail reaches people; what they get is still to be read in the folder."""
    monkeypatch.setattr(FolderPost, "reaches_people", True)


def token_in(mail: str) -> str:
    found = re.search(r"/confirm-email#(\S+)", mail)
    assert found is not None, mail
    return found[1]


async def confirm(person: Person, token: str) -> int:
    return (await person.post("/auth/email/confirm", {"token": token})).status_code


async def me(person: Person) -> tuple[str | None, bool, str | None]:
    user = (await person.get("/auth/session")).json()["user"]
    return user["email"], user["email_confirmed"], user["email_pending"]


async def confirmed(person: Person, mailbox: Mailbox, address: str = BEN) -> None:
    """They gave an address, and followed the link that came there."""
    before = len(mailbox.to(address))
    await set_email(person, address)
    assert await confirm(person, token_in(await mailbox.next_to(address, after=before))) == 200


@pytest.mark.usefixtures("reaching")
async def test_an_address_is_ones_own_once_its_link_was_followed(
    people: People, mailbox: Mailbox, ear: Ear
) -> None:
    ben, phone = await people.member("ben"), people.stranger()
    await ear.listen(f"user:{ben.id}")
    await set_email(ben, BEN)
    assert await me(ben) == (None, False, BEN)
    token = token_in(await mailbox.next_to(BEN))
    link = (await phone.post("/auth/links/inspect", {"token": token})).json()["link"]
    assert (link["kind"], link["username"], link["email"]) == ("email", "ben", "b…@example.org")
    assert await me(ben) == (None, False, BEN), "looking confirms nothing"
    # The mail is opened on a telephone on which nobody is signed in.
    assert await confirm(phone, token) == 200
    assert await me(ben) == (BEN, True, None)
    assert await confirm(phone, token) == 404, "it works once"
    told = await ear.wait_for(f"user:{ben.id}", "user_updated")
    assert told["user"]["email_pending"] in (BEN, None)
    assert (await people.stranger(BEN).sign_in()).status_code == 200


@pytest.mark.usefixtures("reaching")
async def test_the_old_address_stays_until_the_new_one_is_confirmed_and_hears_of_it(
    people: People, mailbox: Mailbox
) -> None:
    ben = await people.member("ben")
    await confirmed(ben, mailbox)
    await set_email(ben, OTHER)
    assert await me(ben) == (BEN, True, OTHER)
    asked = await mailbox.next_to(BEN, after=1)
    assert "is to become o…@example.net" in asked
    assert OTHER not in asked
    assert (await people.stranger(OTHER).sign_in()).status_code == 401
    assert await confirm(ben, token_in(await mailbox.next_to(OTHER))) == 200
    assert await me(ben) == (OTHER, True, None)
    assert "was changed to o…@example.net" in await mailbox.next_to(BEN, after=2)
    assert (await people.stranger(BEN).sign_in()).status_code == 401


@pytest.mark.usefixtures("reaching")
@pytest.mark.parametrize("end", ["later", "another", "back", "given up", "password", "removed"])
async def test_a_link_that_is_over_confirms_nothing(
    people: People, mailbox: Mailbox, clock: FakeClock, end: str
) -> None:
    ben = await people.member("ben")
    await confirmed(ben, mailbox)
    await set_email(ben, OTHER)
    token = token_in(await mailbox.next_to(OTHER))
    match end:
        case "later":
            clock.advance(48 * HOUR + 1)
        case "another":
            await set_email(ben, "third@example.net")
        case "back":
            await set_email(ben, BEN)
            assert await me(ben) == (BEN, True, None)
        case "given up":
            assert (await ben.delete("/auth/email/pending")).status_code == 200
            assert await me(ben) == (BEN, True, None)
        case "password":
            # Whoever knew the old one may have asked for the change.
            change = {"current_password": PASSWORD, "new_password": NEW}
            assert (await ben.post("/auth/password", change)).status_code == 200
        case _:
            gone = {"email": None, "current_password": PASSWORD}
            assert (await ben.patch("/auth/email", gone)).status_code == 200
    assert await confirm(people.stranger(), token) == 404
    assert (await people.stranger(OTHER).sign_in()).status_code == 401


@pytest.mark.usefixtures("reaching")
async def test_other_links_and_strange_words_confirm_nothing(
    people: People, mailbox: Mailbox
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await set_email(ben, BEN)
    reset = (await ada.post(f"/admin/users/{ben.id}/reset-link")).json()["link"]["url"]
    for token in ("", "x" * 43, reset.partition("#")[2]):
        assert await confirm(people.stranger(), token) == 404
    token = token_in(await mailbox.next_to(BEN))
    wish = {"token": token, "password": NEW}
    assert (await people.stranger().post("/auth/reset", wish)).status_code == 404
    assert await confirm(ben, token) == 200, "a reset link beside it voids nothing of it"


@pytest.mark.usefixtures("reaching")
async def test_of_many_who_follow_a_link_at_once_one_does(people: People, mailbox: Mailbox) -> None:
    ben = await people.member("ben")
    await set_email(ben, BEN)
    token = token_in(await mailbox.next_to(BEN))
    phones = [people.stranger(address=f"198.51.100.{number}") for number in range(10)]
    statuses = await asyncio.gather(*(confirm(phone, token) for phone in phones))
    assert sorted(statuses) == [200] + [404] * 9


@pytest.mark.usefixtures("reaching")
async def test_of_a_link_that_is_followed_and_given_up_at_once_one_counts(
    people: People, mailbox: Mailbox
) -> None:
    ben = await people.member("ben")
    await set_email(ben, BEN)
    token = token_in(await mailbox.next_to(BEN))
    followed, given_up = await asyncio.gather(
        confirm(people.stranger(), token), ben.delete("/auth/email/pending")
    )
    outcome = (followed, given_up.status_code, await me(ben))
    assert outcome in [(200, 409, (BEN, True, None)), (404, 200, (None, False, None))]


@pytest.mark.usefixtures("reaching")
async def test_a_change_is_given_up_by_whose_it_is_and_all_their_tabs_hear_of_it(
    people: People, mailbox: Mailbox, ear: Ear
) -> None:
    ben, eve = await people.member("ben"), await people.member("eve")
    await confirmed(ben, mailbox)
    await set_email(eve, OTHER)
    token = token_in(await mailbox.next_to(OTHER))
    nothing = await ben.delete("/auth/email/pending")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "NOTHING_TO_GIVE_UP")
    assert (await people.stranger().delete("/auth/email/pending")).status_code == 401
    assert await me(eve) == (None, False, OTHER), "hers waits as before"
    await ear.listen(f"user:{eve.id}")
    assert (await eve.delete("/auth/email/pending")).json() == {}
    # What was told of the wish itself may come first.
    await until(lambda: None in [told["user"]["email_pending"] for _, _, told in ear.heard])
    assert (await eve.delete("/auth/email/pending")).status_code == 409
    assert await confirm(eve, token) == 404
    assert await me(eve) == (None, False, None)


@pytest.mark.usefixtures("reaching")
async def test_the_link_is_sent_again_a_few_times_an_hour(people: People, mailbox: Mailbox) -> None:
    ben, eve = await people.member("ben"), await people.member("eve")
    nothing = await ben.post("/auth/email/link")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "NOTHING_TO_CONFIRM")
    await set_email(ben, BEN)
    first = newest = token_in(await mailbox.next_to(BEN))
    for sent in range(1, 5):
        assert (await ben.post("/auth/email/link")).status_code == 200
        newest = token_in(await mailbox.next_to(BEN, after=sent))
    refused = await ben.post("/auth/email/link")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    # Nor by way of others: it is the same mailbox.
    wish = {"email": BEN, "current_password": PASSWORD}
    assert (await eve.patch("/auth/email", wish)).status_code == 429
    assert await confirm(ben, first) == 404, "the newest is the one that counts"
    assert await confirm(ben, newest) == 200
    assert (await ben.post("/auth/email/link")).status_code == 409
    assert (await people.stranger().post("/auth/email/link")).status_code == 401


@pytest.mark.usefixtures("reaching")
async def test_an_address_that_somebody_confirmed_first_is_theirs(
    people: People, mailbox: Mailbox
) -> None:
    ben, eve = await people.member("ben"), await people.member("eve")
    await set_email(ben, BEN)
    bens = token_in(await mailbox.next_to(BEN))
    await set_email(eve, BEN)
    assert await confirm(eve, token_in(await mailbox.next_to(BEN, after=1))) == 200
    refused = await ben.post("/auth/email/confirm", {"token": bens})
    assert (refused.status_code, refused.json()["details"]) == (
        409,
        {"reason": "email_taken", "field": "email"},
    )
    assert await me(eve) == (BEN, True, None)
    assert (await me(ben))[0] is None


@pytest.mark.usefixtures("reaching")
async def test_a_reset_link_goes_to_nobody_who_did_not_confirm_the_address(
    people: People, mailbox: Mailbox, database_url: str
) -> None:
    """By a slip of the pen an address is a stranger's, who could take the account with it."""
    ada = await people.admin()
    await ada.patch("/admin/config", {"signup_mode": "open"})
    ben = people.stranger("ben")
    wish = {"username": "ben", "password": PASSWORD, "email": BEN}
    assert (await ben.post("/auth/register", wish)).status_code == 201
    await ben.sign_in()
    assert await me(ben) == (BEN, False, None)
    asked = await mailbox.next_to(BEN)
    kept = await ben.delete("/auth/email/pending")
    assert (kept.status_code, await me(ben)) == (409, (BEN, False, None)), "it is no change"
    await ben.post("/auth/reset/request", {"username": "ben"})
    await settled(database_url)
    assert mailbox.to(BEN) == [asked]
    # What holds nothing that lets anybody in is told there all the same.
    await ben.post("/auth/password", {"current_password": PASSWORD, "new_password": NEW})
    assert "password was changed" in await mailbox.next_to(BEN, after=1)
    await ben.post("/auth/email/link")
    assert await confirm(ben, token_in(await mailbox.next_to(BEN, after=2))) == 200
    await ben.post("/auth/reset/request", {"username": BEN})
    assert "/reset#" in await mailbox.next_to(BEN, after=3)


@pytest.mark.usefixtures("reaching")
async def test_who_waits_is_asked_when_they_are_approved(people: People, mailbox: Mailbox) -> None:
    ada, ben = await people.admin(), people.stranger("ben")
    wish = {"username": "ben", "password": PASSWORD, "email": BEN}
    made = await ben.fetch("POST", "/auth/register", wish, headers={"Accept-Language": "de-AT"})
    await ada.post(f"/admin/users/{made.json()['id']}/approve")
    [mail] = [await mailbox.next_to(BEN)]
    assert "Dein Konto ist freigegeben" in mail, "in the language of their browser"
    assert mailbox.to(BEN) == [mail]
    assert await confirm(ben, token_in(mail)) == 200
    await ben.sign_in()
    assert await me(ben) == (BEN, True, None)


async def test_a_house_without_mail_asks_nobody(
    people: People, mailbox: Mailbox, tmp_path: Path
) -> None:
    ben = await people.member("ben")
    await set_email(ben, BEN)
    assert await me(ben) == (BEN, False, None)
    await set_email(ben, OTHER)
    assert await me(ben) == (OTHER, False, None)
    refused = await ben.post("/auth/email/link")
    assert (refused.status_code, refused.json()["code"]) == (409, "NOTHING_TO_CONFIRM")
    await ben.post("/auth/reset/request", {"username": "ben"})
    assert "/reset#" in await mailbox.next_to(OTHER), "whoever runs the house reads the folder"
    assert not any("/confirm-email" in file.read_text() for file in (tmp_path / "mail").iterdir())
