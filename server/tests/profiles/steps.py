"""What people do in many tests of profiles."""

from typing import Any

from support.people import Person

FIELDS = (
    "display_name", "avatar", "banner", "bio", "gender", "pronouns", "location", "interests",
    "activity", "connections", "follows", "showcase", "last_active",
)  # fmt: skip


async def befriend(one: Person, other: Person) -> None:
    asked = await one.post(f"/users/{other.id}/friend-request", {})
    request = asked.json()["friend_request"]["id"]
    answer = await other.post(f"/friend-requests/{request}/respond", {"action": "accept"})
    assert answer.status_code == 200, answer.text


async def say(person: Person, **fields: object) -> dict[str, Any]:
    answer = await person.patch("/users/me", fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def show(person: Person, **levels: str) -> dict[str, Any]:
    return await say(person, visibility=levels)


async def seen(viewer: Person, person: Person) -> dict[str, Any]:
    answer = await viewer.get(f"/users/{person.id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def found(viewer: Person, question: str = "") -> list[str]:
    answer = await viewer.get(f"/people?{question}")
    assert answer.status_code == 200, answer.text
    return [one["username"] for one in answer.json()["people"]]


async def facets(viewer: Person, question: str = "") -> dict[str, dict[str, int]]:
    counted = (await viewer.get(f"/people?{question}")).json()["facets"]
    return {
        facet: {str(value["id"]): value["count"] for value in values}
        for facet, values in counted.items()
    }
