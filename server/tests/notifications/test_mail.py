"""Mail of what was not read, to those who want it, and the link in it that ends it."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.mail import Mail
from notifications.steps import comment, prefer, run, settled, told, told_that
from posts.steps import publish
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person
from support.waiting import until

SEND = "notifications.send_due_mails"
MINUTES = 60.0


def mails(folder: Path, address: str) -> list[EmailMessage]:
    read = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in sorted((folder / "mail").glob("*.eml"))
    ]
    return [one for one in read if one["To"] == address]


async def with_address(person: Person) -> str:
    address = f"{person.name}@example.org"
    wish = {"email": address, "current_password": PASSWORD}
    assert (await person.patch("/auth/email", wish)).status_code == 200
    return address


def form_token(mail: EmailMessage) -> str:
    return str(mail["List-Unsubscribe"]).strip("<>").partition("?token=")[2]


async def test_what_happens_within_minutes_comes_in_one_mail(
    people: People, longhouse: Longhouse, clock: FakeClock, tmp_path: Path, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    address = await with_address(ada)
    await prefer(ada, types={"new_comment": {"email": True}}, email_batching="instant")
    post = await publish(ada, "Who brings the bread?")
    said = await comment(ben, post, "I bring two loaves.\r\nBcc: everybody@example.org")
    await comment(ben, post, "And a knife.")
    await told_that(ada, lambda rows: [one["count"] for one in rows] == [2])
    await ben.post(f"/users/{ada.id}/follow")
    await told(ada, "follow", "new_comment")
    await settled(database_url)
    before = len(mails(tmp_path, address))
    await run(longhouse, SEND)
    assert len(mails(tmp_path, address)) == before, "not at once"
    clock.advance(3 * MINUTES)
    await run(longhouse, SEND)
    await until(lambda: len(mails(tmp_path, address)) == before + 1)
    mail = mails(tmp_path, address)[-1]
    text = mail.get_content()
    assert mail["Subject"] == "ben left 2 comments in your conversation · Longhouse"
    assert "“And a knife.”" in text
    assert f"/posts/{post['id']}#comment-" in text
    assert mail["Bcc"] is None
    assert "follow" not in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/unsubscribe#{form_token(mail)}" in text
    assert said["id"] not in text, "the newest is what it leads to"


async def test_what_was_read_or_is_not_wanted_any_more_is_not_mailed(
    people: People, longhouse: Longhouse, clock: FakeClock, tmp_path: Path, database_url: str
) -> None:
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    addresses = [await with_address(person) for person in (ada, ben)]
    await settled(database_url)
    before = [len(mails(tmp_path, address)) for address in addresses]
    for person in (ada, ben, carla):
        await prefer(person, types={"follow": {"email": True}})
    dora = await people.member("dora")
    for person in (ada, ben, carla):
        await dora.post(f"/users/{person.id}/follow")
        await told(person, "follow")
    await ada.post("/notifications/read-all", {})
    await prefer(ben, types={"follow": {"email": False}})
    clock.advance(61 * MINUTES)
    await run(longhouse, SEND)
    await settled(database_url)
    assert [len(mails(tmp_path, address)) for address in addresses] == before


async def test_a_mail_program_ends_it_with_one_click_and_a_person_with_the_link(
    people: People, longhouse: Longhouse, clock: FakeClock, tmp_path: Path, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    address = await with_address(ada)
    await prefer(ada, types={"follow": {"email": True}, "mention": {"email": True}})
    await ben.post(f"/users/{ada.id}/follow")
    await told(ada, "follow")
    await settled(database_url)
    before = len(mails(tmp_path, address))
    clock.advance(61 * MINUTES)
    await run(longhouse, SEND)
    await until(lambda: len(mails(tmp_path, address)) > before)
    token = form_token(mails(tmp_path, address)[-1])
    stranger = people.stranger()
    for body in (
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"json": {"token": token}},
    ):
        query = "" if "json" in body else f"?token={token}"
        answer = await stranger.client.post(f"notifications/unsubscribe{query}", **body)  # pyright: ignore[reportArgumentType] -- the ways in which httpx writes a body
        assert (answer.status_code, answer.json()) == (200, {"unsubscribed": {"type": "follow"}})
    types = (await ada.get("/notifications/preferences")).json()["preferences"]["types"]
    assert (types["follow"]["email"], types["mention"]["email"]) == (False, True)


async def test_a_token_that_the_house_did_not_sign_ends_nothing(people: People) -> None:
    ada = await people.member("ada")
    await prefer(ada, types={"follow": {"email": True}})
    csrf = (await ada.get("/auth/csrf")).json()["csrf_token"]
    stranger = people.stranger()
    for token in ("", "x", "A" * 80, csrf):
        refused = await stranger.post("/notifications/unsubscribe", {"token": token})
        assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_FIELDS")
    types = (await ada.get("/notifications/preferences")).json()["preferences"]["types"]
    assert types["follow"]["email"] is True


async def test_no_other_route_takes_a_form(people: People) -> None:
    ada = await people.member("ada")
    refused = await ada.client.post(
        "notifications/read-all", data={"a": "b"}, headers=ada.csrf_header
    )
    assert refused.status_code == 415


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Bcc", "everybody@example.org"),
        ("List-Unsubscribe", "<https://x>\r\nBcc: everybody@example.org"),
        ("List-Unsubscribe", "ö"),
        ("List-Unsubscribe", ""),
        ("X-Made: up\r\nBcc", "x"),
        ("Content-Type", "text/html"),
        ("Subject", "Another"),
    ],
)
async def test_no_header_can_be_slipped_into_a_mail(
    longhouse: Longhouse, name: str, value: str
) -> None:
    mail = Mail(to="ada@example.org", subject="Hello", text="Hello", headers={name: value})
    async with longhouse.db.transaction() as tx:
        with pytest.raises(ValueError, match="header"):
            await longhouse.house.mail.send(tx, mail)
