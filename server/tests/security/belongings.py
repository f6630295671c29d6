"""What somebody has in a house, one of everything that a route can name."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from longhouse.app import Longhouse
from support.contract import Operation, operations
from support.households import GENERAL, Places
from support.people import People, Person

Thing = dict[str, Any]


async def publish(person: Person, content: str = "Mine.", **more: object) -> Thing:
    wish = {"content": content, "section_id": GENERAL, **more}
    return made(await person.post("/posts", wish), "post")


async def answer(person: Person, post: Thing, content: str = "Mine too.") -> Thing:
    wish = {"post_id": post["id"], "content": content}
    return made(await person.post("/comments", wish), "comment")


async def belongings(people: People, owner: Person, **more: object) -> Places:
    """All of it new; `more` is how the post is published."""
    post = await publish(owner, **more)
    comment = await answer(owner, post)
    file = await owner.post("/media", {"size": 11, "mime": "image/png", "name": "door.png"})
    elsewhere = people.stranger(owner.name, address="203.0.113.9")
    await elsewhere.sign_in()
    session = (await elsewhere.get("/auth/session")).json()["session"]
    return Places(
        reference=owner.id,
        section_id=GENERAL,
        post_id=post["id"],
        comment_id=comment["id"],
        media_id=made(file, "media")["id"],
        session_id=session["id"],
    )


def nowhere() -> Places:
    """Ids that nobody has; the section is there for everybody."""
    return Places(section_id=GENERAL, reference=str(uuid4()))


def made(answered: Any, noun: str) -> Thing:
    assert answered.status_code == 201, answered.text
    return answered.json()[noun]


def that_name_something(longhouse: Longhouse) -> Iterator[Operation]:
    """Every route for members with an id in its path."""
    for operation in operations(longhouse):
        if "{" in operation.path and not operation.path.startswith("/admin/"):
            yield operation


async def ask(
    person: Person, operation: Operation, places: Mapping[str, object], **changed: object
) -> tuple[int, object]:
    """The whole answer, but for the number of the request."""
    answered = await operation.ask(person.client, places, person.csrf_header, **changed)
    told: Any = answered.json() if answered.content else None
    if isinstance(told, dict):
        told.pop("request_id", None)
    return answered.status_code, told
