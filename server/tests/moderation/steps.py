"""What tests of moderation do and look at again and again."""

from typing import Any

from support.people import Person

Thing = dict[str, Any]


async def deleted(admin: Person, query: str = "") -> list[Thing]:
    answer = await admin.get(f"/admin/content?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["content"]


async def words(admin: Person, query: str = "") -> list[str]:
    """What stands in the list, from the top."""
    return [one[one["type"]]["content"] for one in await deleted(admin, query)]


async def acts(admin: Person, most: int = 100) -> list[tuple[str, str | None]]:
    """What the log says was done to whose, the latest first."""
    logs = (await admin.get(f"/admin/audit-logs?limit={most}")).json()["logs"]
    return [(log["action"], log["target_label"]) for log in logs]
