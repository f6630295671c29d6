"""Mail goes to addresses that were confirmed, in the language of who reads it, and by day."""

from pathlib import Path

import pytest

from identity.test_confirmed_emails import confirmed
from identity.witnesses import Mailbox
from longhouse.app import Longhouse
from longhouse.kernel.mail import FolderPost
from notifications.service import Browser, PushService
from notifications.steps import prefer, run, settled, told
from notifications.test_mail import mails, with_address
from posts.steps import GENERAL, publish
from support.clocks import FakeClock
from support.people import People, Person
from support.waiting import until

SEND = "notifications.send_due_mails"
MINUTE = 60.0
HOUR = 3600.0


async def follow(fan: Person, *members: Person) -> None:
    for member in members:
        assert (await fan.post(f"/users/{member.id}/follow")).status_code == 200


async def test_mail_goes_to_an_address_that_its_owner_confirmed_and_to_no_other(
    people: People,
    longhouse: Longhouse,
    clock: FakeClock,
    mailbox: Mailbox,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    # From a time in which the house had no mail, and asked nobody.
    unasked = await with_address(carla)
    monkeypatch.setattr(FolderPost, "reaches_people", True)
    mine = await with_address(ben)
    await confirmed(ada, mailbox, "ada@example.net")
    for person in (ada, ben, carla):
        await prefer(person, types={"follow": {"email": True}}, email_batching="instant")
    await settled(database_url)
    before = mailbox.to(mine), mailbox.to(unasked)
    await follow(await people.member("dora"), ada, ben, carla)
    for person in (ada, ben, carla):
        await told(person, "follow")
    clock.advance(3 * MINUTE)
    await run(longhouse, SEND)
    assert "dora follows you" in await mailbox.next_to("ada@example.net", after=1)
    await settled(database_url)
    assert (mailbox.to(mine), mailbox.to(unasked)) == before


async def test_each_reads_it_in_their_language(
    people: People,
    longhouse: Longhouse,
    clock: FakeClock,
    tmp_path: Path,
    service: PushService,
    database_url: str,
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    # Ada's browser is German; Ben's is too, but he chose English.
    for person in (ada, ben):
        person.client.headers["Accept-Language"] = "de-AT,de;q=0.9,en;q=0.5"
        assert (await person.sign_in()).status_code == 200
    await ben.patch("/users/me/settings", {"locale": "en"})
    addresses = [await with_address(person) for person in (ada, ben)]
    browsers = [Browser("ada"), Browser("ben")]
    for person, browser in zip((ada, ben), browsers, strict=True):
        await browser.subscribe(person)
        await prefer(person, types={"follow": {"email": True}}, email_batching="instant")
    await settled(database_url)
    before = [len(mails(tmp_path, address)) for address in addresses]
    dora = await people.member("dora")
    await follow(dora, ada)
    assert (await service.next_for(browsers[0]))["title"] == "dora folgt dir"
    await follow(dora, ben)
    assert (await service.next_for(browsers[1], after=1))["title"] == "dora follows you"
    clock.advance(3 * MINUTE)
    await run(longhouse, SEND)
    for address, count in zip(addresses, before, strict=True):
        await until(lambda a=address, n=count: len(mails(tmp_path, a)) == n + 1)
    german, english = [mails(tmp_path, address)[-1] for address in addresses]
    assert german["Subject"] == "dora folgt dir · Longhouse"
    assert "Keine E-Mails mehr über neue Leute, die dir folgen:" in german.get_content()
    assert english["Subject"] == "dora follows you · Longhouse"
    # A section that still has the name it came with has one in German.
    await publish(ben, "Who brings the bread?", section_id=GENERAL)
    await run(longhouse, "notifications.push_news")
    pushed = await service.next_for(browsers[0], after=2)
    assert pushed["title"] == "Ein neuer Beitrag in Allgemeines"


async def test_mail_waits_for_the_end_of_quiet_hours(
    people: People, longhouse: Longhouse, clock: FakeClock, tmp_path: Path, database_url: str
) -> None:
    ada = await people.member("ada")
    address = await with_address(ada)
    now = clock.now()
    hours = {
        "enabled": True,
        "start": f"{now:%H:%M}",
        "end": f"{(now.hour + 2) % 24:02}:{now.minute:02}",
    }
    await prefer(
        ada, types={"follow": {"email": True}}, email_batching="instant", quiet_hours=hours
    )
    await settled(database_url)
    before = len(mails(tmp_path, address))
    await follow(await people.member("ben"), ada)
    await told(ada, "follow")
    clock.advance(3 * MINUTE)
    await run(longhouse, SEND)
    await settled(database_url)
    assert len(mails(tmp_path, address)) == before, "she sleeps"
    clock.advance(2 * HOUR)
    await run(longhouse, SEND)
    await until(lambda: len(mails(tmp_path, address)) == before + 1)
    assert mails(tmp_path, address)[-1]["Subject"] == "ben follows you · Longhouse"
