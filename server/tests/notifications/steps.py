"""What tests of notifications do again and again."""

from collections.abc import Callable
from typing import Any

from longhouse.app import Longhouse
from support.people import Person
from support.tables import checksums
from support.waiting import until

Thing = dict[str, Any]


async def listed(person: Person, query: str = "") -> list[Thing]:
    answer = await person.get(f"/notifications{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["notifications"]


async def rows(person: Person) -> list[Thing]:
    """Without the news of sections."""
    return [one for one in await listed(person) if one["type"] != "new_post"]


async def told(person: Person, *kinds: str) -> list[Thing]:
    """Wait until somebody has rows of exactly these types, the newest first."""
    found: list[Thing] = []

    async def has_them() -> bool:
        nonlocal found
        found = await rows(person)
        return [one["type"] for one in found] == list(kinds)

    try:
        await until(has_them)
    except AssertionError:
        raise AssertionError(f"{person.name} is told {[one['type'] for one in found]}") from None
    return found


async def told_that(person: Person, holds: Callable[[list[Thing]], bool]) -> list[Thing]:
    async def does() -> bool:
        return holds(await rows(person))

    await until(does)
    return await rows(person)


async def unread(person: Person) -> int:
    answer = await person.get("/notifications/count")
    assert answer.status_code == 200, answer.text
    return answer.json()["unread_count"]


def who(one: Thing) -> list[str]:
    return [actor["username"] for actor in one["actors"]]


async def settled(database_url: str) -> None:
    """Everything that has happened was told, and all that followed from it is done."""
    await checksums(database_url)


async def comment(
    person: Person, post: Thing, content: str = "Quite so.", parent: Thing | None = None
) -> Thing:
    wish = {"post_id": post["id"], "content": content}
    if parent is not None:
        wish["parent_comment_id"] = parent["id"]
    answer = await person.post("/comments", wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["comment"]


async def run(longhouse: Longhouse, name: str) -> None:
    """What the clock would start."""
    schedule = next(
        one for module in longhouse.modules for one in module.schedules if one.name == name
    )
    async with longhouse.db.transaction() as tx:
        await schedule.run(tx)


async def prefer(person: Person, **patch: Any) -> None:
    answer = await person.patch("/notifications/preferences", patch)
    assert answer.status_code == 200, answer.text
