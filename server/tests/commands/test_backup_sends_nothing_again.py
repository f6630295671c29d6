"""What waited to be sent when a backup was made is not sent by the house that is made of it."""

import pytest

from commands.homes import Home
from longhouse.app import Longhouse
from longhouse.kernel.mail import Mail
from notifications.steps import comment, listed, prefer
from notifications.test_mail import mails, with_address
from posts.steps import publish, read_no_pages
from support.clocks import FakeClock
from support.houses import configure
from support.people import People, Person
from support.tables import checksums
from support.waiting import until

_HOUR = 3600.0
_A_BROWSER = """
    INSERT INTO notifications.push_subscription
    SELECT gen_random_uuid(), account_id, id, 'https://push.example/', '1', '', '', 'x', now()
    FROM identity.session LIMIT 1
"""
_A_PUSH = """
    INSERT INTO notifications.outgoing_push
    SELECT gen_random_uuid(), id, user_id, 'test', user_id, 0, now(), now()
    FROM notifications.push_subscription
"""


@pytest.fixture
async def waiting(home: Home, clock: FakeClock) -> dict[str, str]:
    """A house in which nobody has done the jobs yet: mails wait, and what would cause some."""
    longhouse = Longhouse(configure(home.url, home.data), frozenset({"http", "jobs"}), clock=clock)
    await longhouse.open()
    await read_no_pages(longhouse)
    people = People(longhouse)
    ada, ben = await people.member("ada"), await people.member("ben")
    address = await with_address(ada)
    every = {"email": True, "push": True}
    kinds = dict.fromkeys(("mention", "new_comment", "new_post"), every)
    await prefer(ada, types=kinds, email_batching="instant")
    post = await publish(ada, "Who comes?")
    await comment(ben, post, "I do.")
    await checksums(home.url)
    assert await home.ask("SELECT count(*) FROM notifications.outgoing_mail") == 1
    await people.leave()
    await longhouse.close()
    # From now on nobody does jobs.
    quiet = Longhouse(configure(home.url, home.data), frozenset({"http"}), clock=clock)
    await quiet.open()
    people = People(quiet)
    ben = people.stranger("ben")
    await ben.sign_in()
    asked = await ben.post("/auth/reset/request", {"username": "ada"})
    assert asked.status_code == 200, asked.text
    async with quiet.db.transaction() as tx:
        await quiet.house.mail.send(tx, Mail(to=address, subject="Late", text="Too late."))
    await comment(ben, post, "And my sister does, @ada.")
    await publish(ben, "She brings @ada a cake.")
    await people.leave()
    await quiet.close()
    await home.run("UPDATE kernel.outbox SET relayed_at = NULL WHERE name LIKE 'posts.%'")
    await home.run(_A_BROWSER, _A_PUSH)
    jobs = await home.ask_many("SELECT DISTINCT entrypoint FROM jobs.pgqueuer")
    assert {"kernel.deliver_mail", "identity.mail_reset_link"} < jobs
    assert "notifications.tell_mentioned" in jobs
    return {"address": address, "post": post["id"]}


async def test_nothing_that_waited_to_be_sent_is_sent_again(
    home: Home, elsewhere: Home, clock: FakeClock, waiting: dict[str, str]
) -> None:
    await elsewhere.restore(await home.backup())
    assert await elsewhere.ask("SELECT count(*) FROM notifications.outgoing_push") == 0
    assert await elsewhere.ask("SELECT count(*) FROM notifications.push_subscription") == 0
    async with elsewhere.house(clock=clock) as longhouse:
        people = People(longhouse)
        ada, ben = people.stranger("ada"), people.stranger("ben")
        await ada.sign_in()
        await ben.sign_in()
        # What waited is told inside of the house.
        await until(lambda: is_told(ada, "mention", "new_comment"), within=30)
        await checksums(elsewhere.url)
        # What is due at once, what a batch is made of, and what waits for the next day.
        for seconds in (0, 61, 10 * 60, _HOUR, 25 * _HOUR):
            clock.advance(seconds)
            await run_all(longhouse)
        await checksums(elsewhere.url)
        assert mails(elsewhere.data, waiting["address"]) == []
        # And what happens now goes out as ever.
        await ben.renew_csrf_token()
        await comment(ben, {"id": waiting["post"]}, "What did I miss?")
        await checksums(elsewhere.url)
        clock.advance(_HOUR)
        await run_all(longhouse)
        await until(lambda: len(mails(elsewhere.data, waiting["address"])) == 1)
        await people.leave()


async def is_told(person: Person, *kinds: str) -> bool:
    return set(kinds) <= {one["type"] for one in await listed(person)}


async def run_all(longhouse: Longhouse) -> None:
    for module in longhouse.modules:
        for schedule in module.schedules:
            if schedule.name.startswith("notifications."):
                async with longhouse.db.transaction() as tx:
                    await schedule.run(tx)
