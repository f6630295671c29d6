"""What tests of posts do again and again."""

from typing import Any

from longhouse.app import Longhouse
from support.people import Person

MUSIC = "0190d6a0-0000-7000-8000-000000000001"
GENERAL = "0190d6a0-0000-7000-8000-000000000007"
SECTIONS = ["Music", "Photos", "Events", "Recipes", "Books", "Movies", "General"]


async def publish(
    person: Person, content: str = "Good morning.", section_id: str = GENERAL, **more: object
) -> dict[str, Any]:
    answer = await person.post("/posts", {"content": content, "section_id": section_id, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["post"]


async def feed(person: Person, section_id: str = GENERAL) -> list[str]:
    """What somebody reads in a section, from the top."""
    answer = await person.get(f"/sections/{section_id}/feed")
    assert answer.status_code == 200, answer.text
    return [post["content"] for post in answer.json()["posts"]]


async def seen(person: Person, post: dict[str, Any]) -> int:
    return (await person.get(f"/posts/{post['id']}")).status_code


async def read_no_pages(longhouse: Longhouse) -> None:
    """Links stay plain: what pages say is for the tests of links."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO identity.site_config (key, value, updated_at)
            VALUES ('link_metadata_enabled', 'false', now())
            """
        )
