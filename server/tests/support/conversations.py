"""What tests of responses do and look at again and again."""

from typing import Any
from uuid import UUID

from longhouse.app import Longhouse
from longhouse.features.responses.service.counting import recount
from support.people import Person
from support.waiting import until

Thing = dict[str, Any]


async def comment(person: Person, post: Thing, content: str = "Indeed.", **more: object) -> Thing:
    answer = await person.post("/comments", {"post_id": post["id"], "content": content, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["comment"]


async def reply(person: Person, parent: Thing, content: str = "Indeed.") -> Thing:
    post = {"id": parent["post_id"]}
    return await comment(person, post, content, parent_comment_id=parent["id"])


async def thread(person: Person, post: Thing, query: str = "") -> list[Thing]:
    answer = await person.get(f"/posts/{post['id']}/comments?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["comments"]


async def said(person: Person, post: Thing, query: str = "") -> list[str]:
    return [one["content"] for one in await thread(person, post, query)]


async def shown(person: Person, post: Thing) -> Thing:
    answer = await person.get(f"/posts/{post['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()["post"]


async def react(person: Person, thing: Thing, emoji: str = "👍") -> int:
    return (await person.post(_reactions_to(thing), {"emoji": emoji})).status_code


async def unreact(person: Person, thing: Thing, emoji: str = "👍") -> int:
    return (await person.delete(f"{_reactions_to(thing)}/{emoji}")).status_code


async def caught_up(longhouse: Longhouse) -> None:
    """Everything that has happened has been told, so that an ear hears only what comes now."""

    async def nothing_waits() -> bool:
        async with longhouse.db.read() as read:
            waiting = "SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL"
            return await read.value(int, waiting) == 0

    await until(nothing_waits)


async def check_counts(longhouse: Longhouse) -> None:
    """Every kept count is what counting the rows anew gives."""
    async with longhouse.db.transaction() as tx:
        kept = await tx.values(str, _KEPT)
        await recount(tx, await tx.values(UUID, "SELECT id FROM posts.post"))
        assert kept == await tx.values(str, _KEPT)
        saves = await tx.values(
            int,
            """
            SELECT p.save_count - (SELECT count(*) FROM responses.save s WHERE s.post_id = p.id)
            FROM posts.post p
            """,
        )
        assert set(saves) <= {0}


_KEPT = """
    SELECT concat_ws(' ', id, comment_count, reaction_count, reactions) FROM posts.post
    UNION ALL
    SELECT concat_ws(' ', id, reply_count, reaction_count, reactions) FROM responses.comment
    ORDER BY 1
"""


def _reactions_to(thing: Thing) -> str:
    """`thing` is a post or a comment."""
    kind = "comments" if "post_id" in thing else "posts"
    return f"/{kind}/{thing['id']}/reactions"
