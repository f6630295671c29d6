"""What is told live, and who may listen."""

from typing import Any

import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.features.identity.push import TOPICS
from longhouse.kernel.principal import Principal
from support.people import PASSWORD, People, Person
from support.waiting import until

ADMINS = "site:admins"


async def current(person: Person) -> dict[str, Any]:
    return (await person.get("/auth/session")).json()


async def shown(admin: Person, user_id: object) -> dict[str, Any]:
    return (await admin.get(f"/admin/users/{user_id}")).json()


def principal_of(person: Person, *, is_admin: bool) -> Principal:
    session_id: Any = person.id
    return Principal(
        user_id=person.id,
        username=person.name,
        session_id=session_id,
        is_admin=is_admin,
        via="cookie",
    )


async def may_listen(longhouse: Longhouse, principal: Principal, topic: str) -> bool:
    kind, _, topic_id = topic.partition(":")
    offered = next(offer for offer in TOPICS if offer.kind == kind)
    async with longhouse.db.read() as read:
        return await offered.may_listen(read, principal, topic_id)


async def test_admins_hear_of_newcomers_as_they_would_read_them(people: People, ear: Ear) -> None:
    ada = await people.admin()
    await ear.listen(ADMINS)
    made = await people.stranger().post(
        "/auth/register", {"username": "ben", "password": PASSWORD, "email": "ben@example.org"}
    )
    told = await ear.wait_for(ADMINS, "member_registered")
    assert told == await shown(ada, made.json()["id"])


async def test_admins_hear_of_every_change(people: People, ear: Ear) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await ear.listen(ADMINS)
    await ada.delete(f"/admin/users/{ben.id}")
    told = await ear.wait_for(ADMINS, "member_changed")
    assert told["user"]["status"] == "deleted"
    assert told == await shown(ada, ben.id)
    recorded = await ear.wait_for(ADMINS, "audit_recorded")
    assert recorded["log"] == (await ada.get("/admin/audit-logs")).json()["logs"][0]


async def test_admins_hear_who_is_gone(people: People, ear: Ear) -> None:
    ada = await people.admin()
    made = await people.stranger().post("/auth/register", {"username": "ben", "password": PASSWORD})
    await ear.listen(ADMINS)
    await ada.delete(f"/admin/users/{made.json()['id']}")
    told = await ear.wait_for(ADMINS, "member_removed")
    assert told == {"user_id": made.json()["id"]}


async def test_admins_hear_of_the_configuration(people: People, ear: Ear) -> None:
    ada = await people.admin()
    await ear.listen(ADMINS)
    changed = await ada.patch("/admin/config", {"site_name": "The Choir"})
    assert await ear.wait_for(ADMINS, "config_changed") == changed.json()


async def test_a_member_hears_of_their_sessions(people: People, ear: Ear) -> None:
    laptop = await people.member("ben")
    await ear.listen(f"user:{laptop.id}")
    phone = people.stranger("ben")
    await phone.sign_in()
    session = (await current(phone))["session"]
    session.pop("reauthenticated_at")
    started = (f"user:{laptop.id}", "session_started", {"session": {**session, "current": False}})
    await until(lambda: started in ear.heard)
    await laptop.delete(f"/auth/sessions/{session['id']}")
    ended = await ear.wait_for(f"user:{laptop.id}", "session_ended")
    assert ended == {"session_id": session["id"]}


@pytest.mark.parametrize("change", ["email", "name", "admin"])
async def test_a_member_hears_of_their_account(people: People, ear: Ear, change: str) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await ear.listen(f"user:{ben.id}")
    if change == "email":
        await ben.patch("/auth/email", {"email": "ben@example.org", "current_password": PASSWORD})
    elif change == "name":
        await ben.patch("/users/me", {"display_name": "Benedikt"})
    else:
        await ada.patch(f"/admin/users/{ben.id}", {"is_admin": True})
    told = await ear.wait_for(f"user:{ben.id}", "user_updated")
    assert told["user"] == (await current(ben))["user"]


async def test_a_member_listens_to_themselves_alone(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    me = principal_of(ben, is_admin=False)
    assert await may_listen(longhouse, me, f"user:{ben.id}")
    assert not await may_listen(longhouse, me, f"user:{carla.id}")
    assert not await may_listen(longhouse, me, "user:")


async def test_only_admins_listen_to_the_site(people: People, longhouse: Longhouse) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    assert await may_listen(longhouse, principal_of(ada, is_admin=True), ADMINS)
    assert not await may_listen(longhouse, principal_of(ada, is_admin=True), "site:everyone")
    assert not await may_listen(longhouse, principal_of(ben, is_admin=False), ADMINS)


async def test_a_socket_that_was_opened_as_an_admin_does_not_stay_one(
    people: People, longhouse: Longhouse
) -> None:
    ada, bea = await people.admin("ada"), await people.admin("bea")
    await ada.patch(f"/admin/users/{bea.id}", {"is_admin": False})
    assert not await may_listen(longhouse, principal_of(bea, is_admin=True), ADMINS)
