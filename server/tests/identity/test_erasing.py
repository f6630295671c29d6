"""What happens to what nobody needs any more."""

from longhouse.app import Longhouse
from longhouse.features.identity.jobs import remove_old_secrets
from support.clocks import FakeClock
from support.people import PASSWORD, People
from support.waiting import until

DAY = 86_400


async def erase(longhouse: Longhouse) -> None:
    module = next(module for module in longhouse.modules if module.name == "identity")
    schedule = next(s for s in module.schedules if s.name == "identity.erase_deleted_accounts")
    async with longhouse.db.transaction() as tx:
        await schedule.run(tx)


async def everything_stored(longhouse: Longhouse) -> str:
    async with longhouse.db.read() as read:
        rows = await read.values(
            str,
            """
            SELECT row_to_json(a)::text FROM identity.account a
            UNION ALL SELECT row_to_json(s)::text FROM identity.session s
            UNION ALL SELECT row_to_json(p)::text FROM profiles.profile p
            """,
        )
    return "\n".join(rows)


async def test_a_deleted_account_is_erased_after_thirty_days(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await ben.patch("/users/me", {"display_name": "Benedikt", "bio": "Likes kettles."})
    await ben.patch("/auth/email", {"email": "ben@example.org", "current_password": PASSWORD})
    await ben.delete("/users/me")
    clock.advance(29 * DAY)
    await erase(longhouse)
    assert "ben@example.org" in await everything_stored(longhouse)
    clock.advance(DAY)
    await erase(longhouse)

    async def is_gone() -> bool:
        stored = await everything_stored(longhouse)
        return not any(trace in stored for trace in ("ben@", "Benedikt", "kettles", '"ben"'))

    await until(is_gone)
    await ada.sign_in()
    assert (await ada.get(f"/admin/users/{ben.id}")).status_code == 404
    assert (await ada.get("/admin/users?status=deleted")).json()["users"] == []
    assert (await ada.post(f"/admin/users/{ben.id}/restore")).status_code == 404


async def test_the_name_and_address_of_an_erased_account_are_free(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    await people.admin()
    ben = await people.member("ben")
    wish = {"username": "ben", "password": PASSWORD}
    await ben.delete("/users/me")
    assert (await people.stranger().post("/auth/register", wish)).status_code == 409
    clock.advance(30 * DAY)
    await erase(longhouse)
    assert (await people.stranger().post("/auth/register", wish)).status_code == 201


async def test_sessions_and_links_that_are_worthless_are_removed(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await ada.post(f"/admin/users/{ben.id}/reset-link")
    await ben.post("/auth/logout")
    clock.advance(61 * DAY)
    carla = await people.member("carla")
    async with longhouse.db.transaction() as tx:
        await remove_old_secrets(tx)
    async with longhouse.db.read() as read:
        sessions = await read.value(int, "SELECT count(*) FROM identity.session")
        links = await read.value(int, "SELECT count(*) FROM identity.one_time_link")
    assert (sessions, links) == (1, 0)
    assert (await carla.get("/auth/session")).status_code == 200
