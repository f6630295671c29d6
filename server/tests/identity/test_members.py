"""What admins do with accounts: approve, reject, delete, restore, share their power, keep one."""

import asyncio

import asyncpg
import httpx
import pytest

from identity.steps import tokens_of, who
from identity.witnesses import Mailbox
from longhouse.kernel.ids import new_id
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person
from support.waiting import until

DAY = 86_400


async def newcomer(people: People, name: str, **more: object) -> str:
    answer = await people.stranger().post(
        "/auth/register", {"username": name, "password": PASSWORD, **more}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def names(admin: Person, query: str) -> list[str]:
    answer = await admin.get(f"/admin/users?{query}")
    assert answer.status_code == 200, answer.text
    return [user["username"] for user in answer.json()["users"]]


async def acts(admin: Person) -> list[str]:
    logs = (await admin.get("/admin/audit-logs")).json()["logs"]
    return [log["action"] for log in logs]


async def test_who_waits_longest_comes_first(people: People) -> None:
    ada = await people.admin()
    for name in ("first", "second", "third"):
        await newcomer(people, name)
    assert await names(ada, "status=pending") == ["first", "second", "third"]
    page = (await ada.get("/admin/users?status=pending&limit=2")).json()
    assert page["meta"]["pending_count"] == 3
    assert page["meta"]["has_more"] is True
    assert await names(ada, f"status=pending&limit=2&cursor={page['meta']['cursor']}") == ["third"]


async def test_members_come_newest_first(people: People) -> None:
    ada = await people.admin()
    await people.member("ben")
    await people.member("carla")
    assert await names(ada, "status=active") == ["carla", "ben", "ada"]
    assert await names(ada, "") == ["carla", "ben", "ada"]


async def test_members_are_found_by_name_display_name_and_address(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben_k")
    await people.member("carla")
    await ben.patch("/users/me", {"display_name": "Benedikt Kühn"})
    await ben.patch("/auth/email", {"email": "ben@kuehn.example", "current_password": PASSWORD})
    for query in ("BEN_", "n_k", "KÜHN", "kuehn.EX"):
        assert await names(ada, f"q={query}") == ["ben_k"]
    for query in ("%25", "%5C", "x_"):
        assert await names(ada, f"q={query}") == []


async def test_approving_lets_a_newcomer_in_and_tells_them(
    people: People, mailbox: Mailbox
) -> None:
    ada = await people.admin()
    ben_id = await newcomer(people, "ben", email="ben@example.org")
    answer = await ada.post(f"/admin/users/{ben_id}/approve")
    assert answer.status_code == 200
    assert answer.json()["user"]["status"] == "active"
    assert answer.json()["user"]["approved_at"] is not None
    assert "approved" in await mailbox.next_to("ben@example.org")
    assert (await ada.post(f"/admin/users/{ben_id}/approve")).status_code == 200
    assert await acts(ada) == ["approve_user"]


async def test_rejecting_leaves_nothing_and_frees_the_name(people: People) -> None:
    ada = await people.admin()
    ben_id = await newcomer(people, "ben", email="ben@example.org")
    assert (await ada.delete(f"/admin/users/{ben_id}")).json() == {}
    assert (await ada.get(f"/admin/users/{ben_id}")).status_code == 404
    assert (await people.stranger("ben").sign_in()).status_code == 401
    await newcomer(people, "ben", email="ben@example.org")
    assert await acts(ada) == ["reject_user"]


async def test_deleting_hides_a_member_and_signs_them_out_everywhere(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    phone = people.stranger("ben")
    await phone.sign_in()
    bearer = await tokens_of(people.stranger("ben"))
    assert (await ada.delete(f"/admin/users/{ben.id}")).json() == {}
    assert (await ben.get("/auth/session")).status_code == 401
    assert (await phone.get("/auth/session")).status_code == 401
    assert (await who(people, bearer["access_token"])).status_code == 401
    assert (await phone.sign_in()).json()["code"] == "INVALID_CREDENTIALS"
    assert (await ada.get(f"/users/{ben.id}")).status_code == 404
    assert await names(ada, "status=deleted") == ["ben"]
    assert (await ada.delete(f"/admin/users/{ben.id}")).status_code == 404


async def test_a_deleted_member_can_be_restored_for_thirty_days(
    people: People, clock: FakeClock
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    for member in (ben, carla):
        await ada.delete(f"/admin/users/{member.id}")
    restored = await ada.post(f"/admin/users/{ben.id}/restore")
    assert restored.json()["user"]["status"] == "active"
    assert restored.json()["user"]["deleted_at"] is None
    assert (await ben.get("/auth/session")).status_code == 401
    assert (await ben.sign_in()).status_code == 200
    assert (await ada.post(f"/admin/users/{ben.id}/restore")).status_code == 409
    clock.advance(30 * DAY)
    await ada.sign_in()
    assert (await ada.post(f"/admin/users/{carla.id}/restore")).status_code == 409


async def test_a_member_leaves_and_can_be_brought_back(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    answer = await ben.delete("/users/me")
    assert (answer.status_code, answer.json()) == (200, {})
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert (await people.stranger("ben").sign_in()).status_code == 401
    assert (await ada.post(f"/admin/users/{ben.id}/restore")).status_code == 200
    assert (await people.stranger("ben").sign_in()).status_code == 200


async def test_an_admin_shares_power_and_takes_it_back(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    assert (await ben.get("/admin/users")).status_code == 403
    granted = await ada.patch(f"/admin/users/{ben.id}", {"is_admin": True})
    assert granted.json()["user"]["is_admin"] is True
    assert (await ben.get("/admin/users")).status_code == 200
    await ada.patch(f"/admin/users/{ben.id}", {"is_admin": False})
    assert (await ben.get("/admin/users")).status_code == 403
    assert await acts(ada) == ["revoke_admin", "grant_admin"]


async def test_sharing_power_asks_for_the_password_again(people: People, clock: FakeClock) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    clock.advance(700)
    await ada.renew_csrf_token()
    refused = await ada.patch(f"/admin/users/{ben.id}", {"is_admin": True})
    assert refused.json()["code"] == "REAUTHENTICATION_REQUIRED"
    await ada.confirm()
    assert (await ada.patch(f"/admin/users/{ben.id}", {"is_admin": True})).status_code == 200


async def test_the_last_admin_stays(people: People) -> None:
    ada = await people.admin()
    for refused in (
        await ada.patch(f"/admin/users/{ada.id}", {"is_admin": False}),
        await ada.delete(f"/admin/users/{ada.id}"),
        await ada.delete("/users/me"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "LAST_ADMIN")
    ben = await people.member("ben")
    await ada.patch(f"/admin/users/{ben.id}", {"is_admin": True})
    assert (await ada.delete("/users/me")).status_code == 200


async def test_two_admins_who_remove_each_other_at_once_do_not_both_succeed(
    people: People,
) -> None:
    ada, bea = await people.admin("ada"), await people.admin("bea")
    answers = await asyncio.gather(
        ada.patch(f"/admin/users/{bea.id}", {"is_admin": False}),
        bea.delete(f"/admin/users/{ada.id}"),
    )
    assert min(answer.status_code for answer in answers) == 200
    survivors = [
        person for person in (ada, bea) if (await person.get("/admin/users")).status_code == 200
    ]
    assert len(survivors) == 1


async def test_a_deleted_admin_comes_back_without_power(people: People) -> None:
    ada, bea = await people.admin("ada"), await people.admin("bea")
    await ada.delete(f"/admin/users/{bea.id}")
    restored = await ada.post(f"/admin/users/{bea.id}/restore")
    assert restored.json()["user"]["is_admin"] is False


async def test_an_admin_ends_the_sessions_of_a_member(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    assert (await ada.delete(f"/admin/users/{ben.id}/sessions")).json() == {}
    assert (await ben.get("/auth/session")).status_code == 401
    assert (await ben.sign_in()).status_code == 200
    assert await acts(ada) == ["end_sessions"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/admin/users"),
        ("GET", "/admin/users/{id}"),
        ("POST", "/admin/users/{id}/approve"),
        ("DELETE", "/admin/users/{id}"),
        ("POST", "/admin/users/{id}/restore"),
        ("DELETE", "/admin/users/{id}/sessions"),
        ("GET", "/admin/config"),
        ("GET", "/admin/audit-logs"),
    ],
)
async def test_what_admins_do_is_for_admins(people: People, method: str, path: str) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    answer = await ben.fetch(method, path.format(id=carla.id))
    assert (answer.status_code, answer.json()["code"]) == (403, "FORBIDDEN")
    assert (await people.stranger().fetch(method, path.format(id=carla.id))).status_code == 401
    assert (await carla.get("/auth/session")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/admin/users/{id}", None),
        ("POST", "/admin/users/{id}/approve", None),
        ("DELETE", "/admin/users/{id}", None),
        ("POST", "/admin/users/{id}/restore", None),
        ("PATCH", "/admin/users/{id}", {"is_admin": True}),
        ("DELETE", "/admin/users/{id}/sessions", None),
        ("POST", "/admin/users/{id}/reset-link", None),
    ],
)
async def test_nobody_is_not_found(
    people: People, method: str, path: str, body: dict[str, object] | None
) -> None:
    ada = await people.admin()
    answer = await ada.fetch(method, path.format(id=new_id()), body)
    assert answer.status_code == 404
    assert (await ada.fetch(method, path.format(id="not-an-id"), body)).status_code == 404


async def test_no_admin_chooses_the_password_of_somebody_else(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    answer = await ada.patch(
        f"/admin/users/{ben.id}", {"is_admin": False, "password": "chosen by an admin"}
    )
    assert answer.status_code in (400, 422)
    assert (await people.stranger("ben").sign_in()).status_code == 200


async def test_who_lost_the_power_while_waiting_takes_nobody_elses(
    people: People, database_url: str
) -> None:
    ada, bea, hana = [await people.admin(name) for name in ("ada", "bea", "hana")]
    holder = await asyncpg.connect(database_url)

    async def waiting() -> int:
        return await holder.fetchval(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )

    try:
        async with holder.transaction():
            await holder.execute("SELECT FROM identity.account WHERE is_admin FOR UPDATE")
            asked: list[asyncio.Task[httpx.Response]] = []
            for admin, other in ((ada, bea), (bea, hana), (bea, ada)):
                path = f"/admin/users/{other.id}"
                ask = admin.delete(path) if other is ada else admin.patch(path, {"is_admin": False})
                asked.append(asyncio.create_task(ask))

                async def all_wait(number: int = len(asked)) -> bool:
                    return await waiting() == number

                await until(all_wait)
    finally:
        await holder.close()
    answers = [answer.status_code for answer in await asyncio.gather(*asked)]
    assert answers == [200, 403, 403]
    listed = (await hana.get("/admin/users")).json()["users"]
    assert {user["username"] for user in listed if user["is_admin"]} == {"ada", "hana"}
