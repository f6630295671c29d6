"""Pushes reach the browsers that asked for them, say how things are, and go nowhere else."""

from datetime import timedelta

from longhouse.app import Longhouse
from notifications.service import HOST, Browser, PushService, claims_of
from notifications.steps import comment, prefer, run, settled, told
from posts.steps import GENERAL, publish
from support.clocks import FakeClock
from support.conversations import react
from support.people import People

SEND = "notifications.send_due_pushes"
NEWS = "notifications.push_news"
MINUTE = 60.0
HOUR = 3600.0


async def test_a_comment_is_pushed_and_only_its_browser_can_read_it(
    people: People, service: PushService
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    browser = Browser()
    shown = await browser.subscribe(ada)
    assert shown["current"] is True
    assert shown["device"] == "Firefox on Linux"
    post = await publish(ada, "Who brings the bread?")
    said = await comment(ben, post, "I bring two loaves.")
    pushed = await service.next_for(browser)
    [one] = await told(ada, "new_comment")
    assert pushed == {
        "title": "ben commented in your conversation",
        "body": "I bring two loaves.",
        "url": f"/posts/{post['id']}#comment-{said['id']}",
        "tag": one["id"],
        "notification_id": one["id"],
    }
    [received] = service.received
    assert received.path == "/browser"
    assert received.headers["content-encoding"] == "aes128gcm"
    assert received.headers["ttl"] == "86400"
    assert received.headers["urgency"] == "normal"
    assert len(received.headers["topic"]) <= 32
    assert "cookie" not in received.headers
    assert b"loaves" not in received.body
    key = (await ada.get("/push/vapid-key")).json()["key"]
    claims = claims_of(received, key)
    assert claims["aud"] == f"https://{HOST}"
    assert claims["sub"] == "mailto:longhouse@localhost"


async def test_what_was_read_meanwhile_is_not_pushed(
    people: People, service: PushService, longhouse: Longhouse, clock: FakeClock, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await Browser().subscribe(ada)
    post = await publish(ada)
    service.answers = [(503, {})]
    await comment(ben, post)
    await service.count(1)
    await settled(database_url)
    [one] = await told(ada, "new_comment")
    await ada.patch(f"/notifications/{one['id']}", {"read": True})
    clock.advance(HOUR)
    await run(longhouse, SEND)
    await settled(database_url)
    await service.count(1)


async def test_types_that_are_off_are_not_pushed_and_reactions_are_off_at_first(
    people: People, service: PushService, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    browser = Browser()
    await browser.subscribe(ada)
    await prefer(ada, types={"follow": {"push": False}})
    post = await publish(ada)
    await react(ben, post)
    await told(ada, "reaction")
    await ben.post(f"/users/{ada.id}/follow")
    await told(ada, "follow", "reaction")
    await comment(ben, post)
    pushed = await service.next_for(browser)
    assert pushed["title"].startswith("ben commented")
    await settled(database_url)
    await service.count(1)


async def test_a_type_may_be_pushed_without_being_listed(
    people: People, service: PushService, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    browser = Browser()
    await browser.subscribe(ada)
    await prefer(ada, types={"follow": {"in_app": False}})
    await ben.post(f"/users/{ada.id}/follow")
    pushed = await service.next_for(browser)
    assert (pushed["title"], pushed["url"]) == ("ben follows you", "/@ben")
    await settled(database_url)
    await told(ada)


async def test_a_browser_that_is_gone_is_forgotten(
    people: People, service: PushService, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await Browser("old").subscribe(ada)
    service.answers = [(410, {})]
    post = await publish(ada)
    await comment(ben, post)
    await service.count(1)
    await settled(database_url)
    assert (await ada.get("/push/subscriptions")).json() == {"subscriptions": []}


async def test_a_busy_service_is_asked_again_not_before_it_said(
    people: People, service: PushService, longhouse: Longhouse, clock: FakeClock, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    browser = Browser()
    await browser.subscribe(ada)
    service.answers = [(429, {"Retry-After": "600"}), (500, {})]
    post = await publish(ada)
    await comment(ben, post)
    await service.count(1)
    await settled(database_url)
    for seconds, expected in ((540, 1), (61, 2), (MINUTE, 2), (MINUTE, 3), (HOUR, 3)):
        clock.advance(seconds)
        await run(longhouse, SEND)
        await settled(database_url)
        await service.count(expected)
    assert len({one.body for one in service.received}) == 3, "encrypted anew each time"


async def test_a_push_is_given_up_after_a_day(
    people: People, service: PushService, longhouse: Longhouse, clock: FakeClock, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await Browser().subscribe(ada)
    service.answers = [(503, {"Retry-After": str(20 * 3600)}), (503, {"Retry-After": "36000"})]
    await comment(ben, await publish(ada))
    await service.count(1)
    await settled(database_url)
    for _ in range(4):
        clock.advance(21 * HOUR)
        await run(longhouse, SEND)
        await settled(database_url)
    await service.count(2)
    assert len((await ada.get("/push/subscriptions")).json()["subscriptions"]) == 1


async def test_the_night_is_quiet_and_the_morning_brings_one_summary(
    people: People, service: PushService, longhouse: Longhouse, clock: FakeClock, database_url: str
) -> None:
    """It is noon in UTC, and evening in Tokyo."""
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    browser = Browser()
    await browser.subscribe(ada)
    await ada.patch("/users/me/settings", {"timezone": "Asia/Tokyo"})
    await prefer(ada, quiet_hours={"enabled": True, "start": "21:00", "end": "06:30"})
    post = await publish(ada)
    await comment(ben, post, "Are you awake?")
    await told(ada, "new_comment")
    await carla.post(f"/users/{ada.id}/follow")
    await told(ada, "follow", "new_comment")
    await settled(database_url)
    clock.advance(timedelta(hours=9, minutes=29).total_seconds())
    await run(longhouse, SEND)
    await settled(database_url)
    assert service.received == []
    clock.advance(MINUTE)
    await run(longhouse, SEND)
    pushed = await service.next_for(browser)
    assert pushed["title"] == "2 things happened while it was quiet"
    assert pushed["body"] == "carla follows you\nben commented in your conversation"
    await settled(database_url)
    await service.count(1)


async def test_of_a_section_one_hears_once_an_hour(
    people: People, service: PushService, longhouse: Longhouse, clock: FakeClock, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await publish(ben, "Before.")
    browser = Browser()
    await browser.subscribe(ada)
    await ada.post(f"/sections/{GENERAL}/read")
    await run(longhouse, NEWS)
    await publish(ben, "First.")
    await publish(ben, "Second.")
    await run(longhouse, NEWS)
    pushed = await service.next_for(browser)
    assert (pushed["title"], pushed["body"]) == ("2 new posts in General", "ben: Second.")
    assert pushed["url"] == f"/sections/{GENERAL}"
    await publish(ben, "Third.")
    clock.advance(HOUR - 1)
    await run(longhouse, NEWS)
    await settled(database_url)
    await service.count(1)
    clock.advance(2)
    await run(longhouse, NEWS)
    assert (await service.next_for(browser, after=1))["title"] == "3 new posts in General"
    for person in (ada, ben):
        await person.renew_csrf_token()
    await ada.delete(f"/sections/{GENERAL}/subscription")
    await publish(ben, "Fourth.")
    clock.advance(2 * HOUR)
    await run(longhouse, NEWS)
    await settled(database_url)
    await service.count(2)
