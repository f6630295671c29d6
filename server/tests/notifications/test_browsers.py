"""Browsers that take pushes: of whom, for how long, and where nothing is ever sent to."""

import pytest

from links.internet import PUBLIC, Internet
from notifications.service import HOST, Browser, PushService
from notifications.steps import comment, prefer, settled
from posts.steps import publish
from support.people import People


async def test_a_redirect_is_not_followed(
    people: People, service: PushService, internet: Internet, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await Browser().subscribe(ada)
    service.answers = [(307, {"Location": "https://elsewhere.example/"})]
    await comment(ben, await publish(ada))
    await service.count(1)
    await settled(database_url)
    assert set(internet.connected) == {(PUBLIC, 443)}
    assert internet.looked_up == [HOST]


async def test_an_endpoint_that_leads_inside_is_never_connected_to(
    people: People, service: PushService, internet: Internet, database_url: str
) -> None:
    """Its name was public when it was given, and is not when something is sent."""
    ada, ben = await people.member("ada"), await people.member("ben")
    await Browser().subscribe(ada)
    internet.names[HOST] = [["10.0.0.8"]]
    await comment(ben, await publish(ada))
    await settled(database_url)
    assert internet.connected == []
    assert internet.canary_calls == 0
    assert (await ada.get("/push/subscriptions")).json() == {"subscriptions": []}


@pytest.mark.parametrize(
    ("endpoint", "field"),
    [
        ("http://push.example/x", "endpoint"),
        ("https://127.0.0.1/x", "endpoint"),
        ("https://[::1]/x", "endpoint"),
        ("https://push.example:8443/x", "endpoint"),
        ("https://someone@push.example/x", "endpoint"),
        ("https://push.example/" + "x" * 2048, "endpoint"),
        ("file:///etc/passwd", "endpoint"),
        ("nothing", "endpoint"),
    ],
)
async def test_what_is_no_address_of_a_push_service_is_refused(
    people: People, endpoint: str, field: str
) -> None:
    ada = await people.member("ada")
    refused = await ada.post("/push/subscriptions", {**Browser().wish, "endpoint": endpoint})
    assert refused.status_code == 422
    assert list(refused.json()["details"]["fields"]) == [field]


async def test_a_subscription_ends_with_its_session(
    people: People, service: PushService, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    phone = people.stranger("ada", address="203.0.113.8")
    await phone.sign_in()
    here, there = Browser("here"), Browser("there")
    await here.subscribe(ada)
    await there.subscribe(phone)
    listed = (await ada.get("/push/subscriptions")).json()["subscriptions"]
    assert [one["current"] for one in listed] == [False, True]
    await phone.post("/auth/logout")
    await comment(ben, await publish(ada))
    await service.next_for(here)
    await settled(database_url)
    assert [one.path for one in service.received] == ["/here"]
    assert len((await ada.get("/push/subscriptions")).json()["subscriptions"]) == 1


async def test_the_same_browser_belongs_to_whoever_is_signed_in_there(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    browser = Browser()
    first = await browser.subscribe(ada)
    assert (await browser.subscribe(ada))["id"] == first["id"]
    assert (await browser.subscribe(ben))["id"] == first["id"]
    assert (await ada.get("/push/subscriptions")).json() == {"subscriptions": []}
    assert (await ada.delete(f"/push/subscriptions/{first['id']}")).status_code == 404
    assert (await ben.delete(f"/push/subscriptions/{first['id']}")).status_code == 200


async def test_of_too_many_browsers_the_oldest_goes(people: People) -> None:
    ada = await people.member("ada")
    made = [(await Browser(f"b{n}").subscribe(ada))["id"] for n in range(21)]
    listed = (await ada.get("/push/subscriptions")).json()["subscriptions"]
    assert [one["id"] for one in listed] == made[:0:-1]


async def test_one_can_try_it_out_at_any_hour_but_not_all_the_time(
    people: People, service: PushService
) -> None:
    ada = await people.member("ada")
    assert (await ada.post("/push/test")).json()["code"] == "NO_PUSH_SUBSCRIPTION"
    browser = Browser()
    await browser.subscribe(ada)
    await prefer(ada, quiet_hours={"enabled": True, "start": "00:00", "end": "23:59"})
    assert (await ada.post("/push/test")).status_code == 200
    assert (await service.next_for(browser))["title"] == "It works"
    statuses = [(await ada.post("/push/test")).status_code for _ in range(4)]
    assert statuses[-1] == 429
