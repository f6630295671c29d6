"""`longhouse admin`, beside a house that runs."""

import asyncpg
import pytest

from commands.conftest import Type
from identity.steps import switch_on
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.people import PASSWORD, People


async def test_an_admin_is_made_beside_a_running_house(
    longhouse: Longhouse, people: People, type_command: Type
) -> None:
    said = await type_command("admin", "create", "ada", typed=f"{PASSWORD}\n")
    assert (said.code, said.out) == (0, "ada is an admin of this house.\n")
    assert PASSWORD not in said.out + said.err
    ada = people.stranger("ada")
    assert (await ada.sign_in()).json()["is_admin"] is True
    assert (await ada.get("/admin/config")).status_code == 200


@pytest.mark.parametrize(
    ("name", "password"),
    [("ada", "password123"), ("ada", ""), ("ada w", PASSWORD)],
    ids=["known", "none", "no name"],
)
async def test_what_a_house_would_not_take_is_refused_here_too(
    type_command: Type, name: str, password: str, database_url: str
) -> None:
    said = await type_command("admin", "create", name, typed=f"{password}\n")
    assert said.code == 1
    assert said.err.startswith("longhouse: ")
    assert said.err.rstrip().endswith(".")
    assert "Traceback" not in said.err
    assert await count(database_url, "identity.account") == 0


async def test_a_name_that_is_taken_is_refused(
    longhouse: Longhouse, people: People, type_command: Type
) -> None:
    await people.member("ada")
    said = await type_command("admin", "create", "ada", typed=f"{PASSWORD}\n")
    assert said.code == 1
    assert "Traceback" not in said.err


async def test_a_new_first_link_is_printed_until_there_is_an_admin(
    longhouse: Longhouse, people: People, type_command: Type
) -> None:
    said = await type_command("admin", "link")
    token = said.out.strip().partition("/welcome#")[2]
    assert said.code == 0
    wish = {"token": token, "username": "ada", "password": PASSWORD}
    assert (await people.stranger().post("/auth/first-admin", wish)).status_code == 201
    refused = await type_command("admin", "link")
    assert (refused.code, refused.err) == (1, "longhouse: This house has an admin already.\n")


async def test_who_has_lost_password_and_telephone_gets_a_link(
    longhouse: Longhouse, people: People, type_command: Type, clock: FakeClock
) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    await switch_on(ben, clock)
    nobody = await type_command("admin", "reset", "carla")
    assert (nobody.code, nobody.err) == (1, "longhouse: There is no member called carla.\n")
    said = await type_command("admin", "reset", "ben", "--second-factor")
    assert said.code == 0, said.err
    wish = {"token": said.out.strip().partition("/reset#")[2], "password": f"{PASSWORD}, anew"}
    assert (await people.stranger().post("/auth/reset", wish)).status_code == 200
    assert (await people.stranger("ben").sign_in(wish["password"])).status_code == 200
    newest = (await ada.get("/admin/audit-logs")).json()["logs"][0]
    assert (newest["action"], newest["target_label"]) == ("issue_reset_link", "ben")
    assert newest["admin_user_id"] is None
    assert newest["details"] == {"second_factor": "switched off"}


async def test_what_a_house_holds_is_said_while_it_runs(
    longhouse: Longhouse, people: People, type_command: Type
) -> None:
    await people.admin("ben")
    await people.admin("ada")
    wish = {"username": "carla", "password": PASSWORD}
    assert (await people.stranger().post("/auth/register", wish)).status_code == 201
    said = await type_command("status")
    assert said.code == 0, said.err
    told = dict(line.split(maxsplit=1) for line in said.out.splitlines())
    assert told["House"].endswith(", running")
    assert told["Holds"] == "3 accounts"
    assert told["Members"] == "2, and 1 waiting to be let in"
    assert told["Admins"] == "ada, ben"
    assert told["Files"] == "0 files of 0 bytes"
    assert "set aside" not in told["Jobs"]


async def test_a_log_that_was_rewritten_is_noticed(
    longhouse: Longhouse, people: People, type_command: Type, database_url: str
) -> None:
    ada = await people.admin("ada")
    for name in ("One", "Two", "Three"):
        await ada.patch("/admin/config", {"site_name": name})
    sound = await type_command("admin", "verify-log")
    assert (sound.code, sound.out) == (0, "The audit log is as it was written.\n")

    connection = await asyncpg.connect(database_url)
    await connection.execute("ALTER TABLE kernel.audit_entry DISABLE TRIGGER ALL")
    await connection.execute("UPDATE kernel.audit_entry SET actor_name = 'ben' WHERE seq = 2")
    await connection.close()
    broken = await type_command("admin", "verify-log")
    assert broken.code == 1
    assert "entry 2" in broken.err


async def count(database_url: str, table: str) -> int:
    connection = await asyncpg.connect(database_url)
    try:
        return await connection.fetchval(f"SELECT count(*) FROM {table}")
    finally:
        await connection.close()
