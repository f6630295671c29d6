"""What a stranger finds who knocks on every door, and what anyone sees of others."""

import re
from pathlib import Path

import asyncpg
import pytest

from arch.tree import REPOSITORY, SERVER
from longhouse.app import Longhouse
from support.built_web import PAGE, build
from support.clocks import FakeClock
from support.contract import operations
from support.households import GENEROUS, furnish, open_house
from support.people import PASSWORD, People

PERSON = frozenset(
    {
        *("id", "username", "created_at", "display_name", "bio", "avatar", "banner", "gender"),
        *("pronouns", "location", "interests", "last_active_at", "online", "hidden"),
    }
)
PROBES = (
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/.htpasswd",
    "/.well-known/../.env",
    "/secret.key",
    "/longhouse.toml",
    "/postgres/postgresql.conf",
    "/data/secret.key",
    "/backup.sql",
    "/dump.rdb",
    "/server-status.php",
    "/wp-login.php",
    "/docs/openapi.json",
    "/openapi.json",
    "/swagger.json",
    "/app.py",
    "/requirements.txt",
    "/package.json",
    "/_app/immutable/start.a1b2.js.map",
)
DOCUMENTATION = ("", "/", "/openapi.json", "/openapi.yaml", "/swagger", "/redoc", "/elements")


async def test_there_is_nothing_to_find_beside_the_house(
    database_url: str, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("longhouse.app.visited._WEB", build(tmp_path / "web"))
    async with open_house(database_url, tmp_path, clock, *GENEROUS) as house:
        people = People(house)
        client = people.stranger().client
        for probe in PROBES:
            answer = await client.get(f"{house.public_url}{probe}")
            assert (answer.status_code, answer.text) == (404, "Not found."), probe
        for page in DOCUMENTATION:
            answer = await client.get(f"{house.public_url}/api/v1/schema{page}")
            assert answer.status_code == 404, page
        shown = await client.get(house.public_url)
        assert shown.text == PAGE
        await people.leave()


async def test_a_fresh_house_has_no_account_and_no_way_in(
    longhouse: Longhouse, people: People, database_url: str
) -> None:
    connection = await asyncpg.connect(database_url)
    for table in ("identity.account", "identity.session", "identity.invite", "kernel.audit_entry"):
        assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0, table
    await connection.close()
    for name in ("admin", "root", "longhouse", "administrator"):
        for password in ("admin", "longhouse", "password", "changeme", ""):
            tried = await people.stranger().post(
                "/auth/token", {"username": name, "password": password}
            )
            assert tried.status_code in (401, 429)


async def test_no_member_sees_what_is_private_of_another(
    longhouse: Longhouse, people: People
) -> None:
    """Ada's address, where she signs in from and whom she lets in are hers and the admins'."""
    household = await furnish(people)
    address = {"email": "ada.keeper@example.org", "current_password": PASSWORD}
    assert (await household.ada.patch("/auth/email", address)).status_code == 200
    far = people.stranger("ada", address="198.51.100.99")
    await far.sign_in()
    canaries = re.compile(r"ada\.keeper@|198\.51\.100\.99|petra|dora")
    places = household.places
    seen = 0
    for reference in (household.ada.id, "@ada", household.ben.id):
        places["reference"] = reference
        for operation in operations(longhouse):
            if operation.changes or operation.name == "waitForEvents":
                continue
            answer = await operation.ask(household.ben.client, places)
            assert not canaries.search(answer.text), operation.row
            seen += answer.status_code == 200
    assert seen > 20


async def test_a_person_shows_these_fields_and_no_others(people: People) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    for viewer in (ben, ada):
        shown = (await viewer.get("/users/@ben")).json()
        assert set(shown["user"]) == PERSON
    for hidden in (ben.id, "@ben"):
        assert (await people.stranger().get(f"/users/{hidden}")).status_code == 401


async def test_who_waits_or_is_gone_is_nobody_to_members(people: People) -> None:
    household = await furnish(people)
    for who in (household.places["user_id"], household.places["deleted_id"], "@petra", "@dora"):
        answer = await household.ben.get(f"/users/{who}")
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND"), who


def test_every_package_that_is_installed_is_named_with_its_digest() -> None:
    for file in sorted((SERVER / "requirements").glob("*.txt")):
        entries = re.split(r"\n(?=[a-zA-Z0-9])", file.read_text("utf-8"))
        packages = [entry for entry in entries if re.match(r"[a-zA-Z0-9._-]+(\[.*\])?==", entry)]
        assert packages, file.name
        assert all("--hash=sha256:" in entry for entry in packages), file.name
        assert not re.search(r"https?://|--index-url|--extra-index", file.read_text("utf-8"))


def test_nothing_in_the_tree_looks_like_a_key() -> None:
    keys = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}"
    )
    for folder in ("server/src", "server/tests", "web/src", "deploy", "scripts", "docs"):
        for file in (REPOSITORY / folder).rglob("*"):
            if file.is_file() and file.suffix in (".py", ".ts", ".svelte", ".toml", ".yml", ".md"):
                assert not keys.search(file.read_text("utf-8")), file
