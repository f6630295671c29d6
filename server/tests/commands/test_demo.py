"""`longhouse demo` fills an empty house, and no other."""

import re
from datetime import UTC, datetime

from commands.conftest import Type
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.conversations import check_counts
from support.people import People
from support.waiting import until


async def test_a_demonstration_moves_in_and_can_be_signed_in_to(
    longhouse: Longhouse, people: People, type_command: Type
) -> None:
    said = await type_command("demo", "--members", "5")
    assert said.code == 0, said.err
    found = re.search(r"Sign in as (\w+) with the password (\S+)", said.out)
    assert found is not None, said.out
    keeper = people.stranger(found[1])
    assert (await keeper.sign_in(found[2])).json()["is_admin"] is True
    listed = (await keeper.get("/admin/users")).json()
    assert len(listed["users"]) == 5
    assert listed["meta"]["pending_count"] > 0


async def test_a_house_in_which_people_live_is_left_alone(
    longhouse: Longhouse, people: People, type_command: Type
) -> None:
    ada = await people.admin("ada")
    said = await type_command("demo")
    assert said.code == 1
    assert "People live in this house already" in said.err
    assert len((await ada.get("/admin/users")).json()["users"]) == 1


async def test_a_demonstration_is_a_house_in_which_people_have_talked(
    longhouse: Longhouse, people: People, type_command: Type, clock: FakeClock
) -> None:
    said = await type_command("demo")
    # The command has the clock of the machine, and what is still to come is not told yet.
    clock.advance((datetime.now(UTC) - clock.now()).total_seconds() + 60)
    found = re.search(r"Sign in as (\w+) with the password (\S+)", said.out)
    assert found is not None, said.out
    keeper = people.stranger(found[1])
    await keeper.sign_in(found[2])
    sections = (await keeper.get("/sections")).json()["sections"]
    talk = [
        (await keeper.get(f"/sections/{section['id']}/feed?limit=50")).json()["posts"]
        for section in sections
    ]
    assert all(len(posts) >= 7 for posts in talk)
    assert sum(len(posts) for posts in talk) >= 55
    seen = next(posts for posts, one in zip(talk, sections, strict=True) if one["type"] == "photo")
    assert all(len(post["media"]) == 1 for post in seen)
    assert all(post["media"][0]["alt"] for post in seen)
    for posts in talk:
        times = [post["created_at"] for post in posts]
        assert times == sorted(times, reverse=True)
        assert any(post["comment_count"] for post in posts)
        assert all(one["reaction_count"] for one in posts if one["visibility"] == "public")
    assert (await keeper.get("/users/me/followers")).json()["users"]
    myself = (await keeper.get("/users/me")).json()
    assert myself["onboarding"]["done"]
    assert myself["user"]["avatar"]
    assert myself["user"]["banner"]
    assert myself["stats"]["friend_count"] >= 4
    town = (await keeper.get("/people?limit=50")).json()
    assert len(town["people"]) == 23
    assert all(one["avatar"] for one in town["people"])
    assert town["facets"]["interests"]
    assert (await keeper.get("/users/me/activity")).json()["activity"]
    await check_counts(longhouse)
    gone = (await keeper.get("/admin/content")).json()["content"]
    assert {one["type"] for one in gone} == {"post", "comment"}
    assert {one["by_author"] for one in gone} == {True, False}
    assert all(one["restorable"] for one in gone)
    assert (await keeper.get("/users/@greta/shares")).json()["shares"]
    assert (await keeper.get("/search?q=bread")).json()["results"]
    house, *planes = (await keeper.get("/canvases")).json()["canvases"]
    assert house["owner"] is None
    assert [one["owner"]["username"] for one in planes][:2] == ["femi", "chiara"]

    async def is_told() -> bool:
        told = (await keeper.get("/notifications")).json()["notifications"]
        return {"mention", "reaction"} <= {one["type"] for one in told}

    await until(is_told)
