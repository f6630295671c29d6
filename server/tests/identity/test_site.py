"""The site: what anybody may know, what admins change, and the log of what they did."""

import pytest

from longhouse.app import Longhouse
from longhouse.kernel import audit
from support.people import People


async def test_anybody_may_know_the_name_and_how_to_join(people: People) -> None:
    site = (await people.stranger().get("/site")).json()
    assert site == {
        "site": {
            "name": "Longhouse",
            "description": "",
            "signup_mode": "approval",
            "needs_first_admin": True,
            "mail_enabled": False,
        }
    }


async def test_an_admin_configures_the_site(people: People) -> None:
    ada = await people.admin()
    answer = await ada.patch(
        "/admin/config", {"site_name": " The Choir ", "link_metadata_enabled": False}
    )
    assert answer.json() == {
        "config": {
            "site_name": "The Choir",
            "site_description": "",
            "signup_mode": "approval",
            "link_metadata_enabled": False,
        }
    }
    assert (await ada.get("/admin/config")).json() == answer.json()
    assert (await people.stranger().get("/site")).json()["site"]["name"] == "The Choir"


async def test_what_does_not_change_is_not_recorded(people: People) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"signup_mode": "approval"})
    await ada.patch("/admin/config", {})
    assert (await ada.get("/admin/audit-logs")).json()["logs"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"site_name": ""},
        {"site_name": "x" * 61},
        {"site_name": "two\nlines"},
        {"site_name": "two\x85lines"},
        {"site_description": "x" * 501},
        {"signup_mode": "anyone"},
        {"link_metadata_enabled": "yes"},
        {"colour": "red"},
    ],
)
async def test_what_cannot_be_is_refused(people: People, body: dict[str, object]) -> None:
    ada = await people.admin()
    before = (await ada.get("/admin/config")).json()
    assert (await ada.patch("/admin/config", body)).status_code in (400, 422)
    assert (await ada.get("/admin/config")).json() == before


async def test_only_admins_configure(people: People) -> None:
    ben = await people.member("ben")
    refused = await ben.patch("/admin/config", {"site_name": "Mine"})
    assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")


async def test_the_log_says_who_did_what_to_whom(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await ada.patch("/admin/config", {"signup_mode": "open"})
    await ada.delete(f"/admin/users/{ben.id}")
    logs = (await ada.get("/admin/audit-logs")).json()["logs"]
    assert [log["action"] for log in logs] == ["delete_user", "change_config"]
    deleted, configured = logs
    assert (deleted["admin_user_id"], deleted["admin_username"]) == (str(ada.id), "ada")
    assert (deleted["target_type"], deleted["target_id"]) == ("user", str(ben.id))
    assert deleted["target_label"] == "ben"
    assert configured["details"] == {"signup_mode": {"from": "approval", "to": "open"}}


async def test_the_log_comes_in_pages_and_by_action(people: People) -> None:
    ada = await people.admin()
    for number in range(24):
        await ada.patch("/admin/config", {"site_name": f"House {number}"})
    ben = await people.member("ben")
    await ada.delete(f"/admin/users/{ben.id}/sessions")
    assert len((await ada.get("/admin/audit-logs")).json()["logs"]) == 25
    first = (await ada.get("/admin/audit-logs?limit=22")).json()
    rest = (await ada.get(f"/admin/audit-logs?limit=22&cursor={first['meta']['cursor']}")).json()
    assert (len(first["logs"]), len(rest["logs"])) == (22, 3)
    assert rest["meta"] == {"cursor": None, "has_more": False}
    only = (await ada.get("/admin/audit-logs?action=end_sessions")).json()["logs"]
    assert [log["action"] for log in only] == ["end_sessions"]


async def test_the_log_cannot_be_rewritten(people: People, longhouse: Longhouse) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"site_name": "The Choir"})
    for statement in (
        "UPDATE kernel.audit_entry SET action = 'nothing'",
        "DELETE FROM kernel.audit_entry",
    ):
        with pytest.raises(Exception, match=r"permission denied|cannot be rewritten"):
            async with longhouse.db.transaction() as tx:
                await tx.execute(statement)
    async with longhouse.db.read() as read:
        assert await audit.find_break(read) is None


async def test_an_act_that_fails_leaves_no_entry(people: People) -> None:
    ada = await people.admin()
    assert (await ada.delete(f"/admin/users/{ada.id}")).status_code == 409
    assert (await ada.get("/admin/audit-logs")).json()["logs"] == []
