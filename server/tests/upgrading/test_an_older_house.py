"""A house of long ago is migrated to the newest schema, and lived in as before."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.migrate import folder, read_migrations
from support.clocks import FakeClock
from support.conversations import check_counts
from support.households import GENERAL, GENEROUS
from support.houses import configure
from support.people import People, Person
from support.postgres import Postgres
from support.waiting import until
from upgrading.older_houses import bring_along

# What its members had: one password for all, a browser that was signed in, a recovery code.
KEY = b"k" * 32
LEFT_AT = datetime(2026, 11, 21, 22, tzinfo=UTC)
PASSWORD = "6ea6-7d06-6e76-75be"
COOKIE = "-zfG70D_h4LJQBED1AppURoqnt-EpjC9ZAru65ZK6cw"
RECOVERY_CODE = "fjgb-kerz-zhew-uu5l"
POST = "01a2000f-c36b-70b4-928d-0ff0ff333df6"


@pytest.fixture
async def older(postgres: Postgres, tmp_path: Path, clock: FakeClock) -> AsyncIterator[Longhouse]:
    clock.advance((LEFT_AT - clock.now()).total_seconds())
    (tmp_path / "secret.key").write_bytes(KEY)
    async with postgres.copy("template0") as url:
        untried = await bring_along(url, read_migrations(folder()))
        assert untried == [], "add rows that these change to tests/upgrading/rows"
        house = Longhouse(
            configure(url, tmp_path, *GENEROUS), frozenset({"http", "jobs"}), clock=clock
        )
        await house.open()
        yield house
        await house.close()


@pytest.fixture
async def old_friends(older: Longhouse) -> AsyncIterator[People]:
    people = People(older)
    yield people
    await people.leave()


async def test_a_house_of_long_ago_is_lived_in_today(older: Longhouse, old_friends: People) -> None:
    jonas = old_friends.stranger("jonas_b")
    jonas.client.cookies.set("session_id", COOKIE)
    assert (await jonas.get("/auth/session")).json()["user"]["username"] == "jonas_b"
    ingrid, amara = old_friends.stranger("ingrid"), old_friends.stranger("amara")
    assert (await ingrid.sign_in(PASSWORD)).status_code == 200
    assert (await amara.sign_in(PASSWORD)).json()["code"] == "SECOND_FACTOR_REQUIRED"
    assert (await amara.sign_in(PASSWORD, code=RECOVERY_CODE)).status_code == 200
    await what_was_said_is_read(ingrid)
    await who_they_are_is_shown_as_they_chose(ingrid)
    await what_waited_is_told(ingrid)
    await what_comes_next_comes_on_top(amara)
    await check_counts(older)


async def what_was_said_is_read(ingrid: Person) -> None:
    post = (await ingrid.get(f"/posts/{POST}")).json()["post"]
    assert post["content"].startswith("Kept through every change, @ingrid.")
    assert [one["status"] for one in post["media"]] == ["ready"]
    assert (post["comment_count"], post["reaction_count"]) == (2, 2)
    comments = (await ingrid.get(f"/posts/{POST}/comments")).json()["comments"]
    assert [one["content"] for one in comments] == ["A word from before, @tomasz."]
    sections = (await ingrid.get("/sections")).json()["sections"]
    feeds = [(await ingrid.get(f"/sections/{one['id']}/feed")).json()["posts"] for one in sections]
    assert sum(len(posts) for posts in feeds) == 12
    for word in ("kept", "before"):
        assert (await ingrid.get(f"/search?q={word}")).json()["results"], word
    gone = (await ingrid.get("/admin/content")).json()["content"]
    assert gone[0]["post"]["content"] == "Said too much."
    assert len((await ingrid.get("/admin/audit-logs")).json()["logs"]) == 3
    users = (await ingrid.get("/admin/users")).json()
    assert (len(users["users"]), users["meta"]["pending_count"]) == (4, 3)
    assert (await ingrid.get("/site")).json()["site"]["name"] == "The house before"
    assert [one["id"] for one in (await ingrid.get("/canvases")).json()["canvases"]] == ["default"]


async def who_they_are_is_shown_as_they_chose(ingrid: Person) -> None:
    jonas = (await ingrid.get("/users/@jonas_b")).json()["user"]
    assert jonas["display_name"] == "Jonas Bergqvist"
    assert jonas["bio"] is None
    assert [one["id"] or one["label"] for one in jonas["interests"]] == [
        "chess", "jazz", "old kettles",
    ]  # fmt: skip
    found = (await ingrid.get("/people?interest=chess")).json()["people"]
    assert [one["username"] for one in found] == ["jonas_b"]
    for name, shown in (("jonas_b", True), ("tomasz", False)):
        followers = (await ingrid.get(f"/users/@{name}/followers")).json()["users"]
        assert bool(followers) is shown, name


async def what_waited_is_told(ingrid: Person) -> None:
    """An event that older code had written down and not yet told, of a kind that it told nobody."""

    async def is_told() -> bool:
        told = (await ingrid.get("/notifications")).json()["notifications"]
        return {"mention", "friend_request"} <= {one["type"] for one in told}

    await until(is_told)


async def what_comes_next_comes_on_top(amara: Person) -> None:
    wish = {"content": "Still here.", "section_id": GENERAL}
    assert (await amara.post("/posts", wish)).status_code == 201
    feed = (await amara.get(f"/sections/{GENERAL}/feed")).json()["posts"]
    assert feed[0]["content"] == "Still here."
    canvas = await amara.post("/canvases", {"name": "Doodles"})
    assert canvas.status_code == 201
