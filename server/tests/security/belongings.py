"""What somebody has in a house, one of everything that a route can name."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import httpx

from longhouse.app import Longhouse
from support.contract import BASE_POINT, Operation, operations
from support.households import GENERAL, Places
from support.people import People, Person
from support.waiting import until

Thing = dict[str, Any]


async def publish(person: Person, content: str = "Mine.", *, visibility: str = "public") -> Thing:
    wish = {"content": content, "section_id": GENERAL, "visibility": visibility}
    return made(await person.post("/posts", wish), "post")


async def answer(person: Person, post: Thing, content: str = "Mine too.") -> Thing:
    wish = {"post_id": post["id"], "content": content}
    return made(await person.post("/comments", wish), "comment")


async def belongings(people: People, owner: Person, *, visibility: str = "public") -> Places:
    """All of it new."""
    post = await publish(owner, visibility=visibility)
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
        notification_id=await be_followed(people, owner),
        subscription_id=made(await take_pushes(owner), "subscription")["id"],
    )


async def be_followed(people: People, owner: Person) -> str:
    """Somebody follows them; the notification of it."""
    follower = await people.member(f"fan-{uuid4().hex[:20]}")
    assert (await follower.post(f"/users/{owner.id}/follow")).status_code == 200

    async def told() -> list[str]:
        listed = (await owner.get("/notifications")).json()["notifications"]
        return [
            one["id"]
            for one in listed
            if one["type"] == "follow"
            and follower.name in [who["username"] for who in one["actors"]]
        ]

    await until(told)
    return (await told())[0]


async def take_pushes(owner: Person) -> httpx.Response:
    keys = {"p256dh": BASE_POINT, "auth": "A" * 22}
    endpoint = f"https://push.example/{uuid4()}"
    return await owner.post("/push/subscriptions", {"endpoint": endpoint, "keys": keys})


def nowhere() -> Places:
    """Ids that nobody has; the section is there for everybody."""
    return Places(section_id=GENERAL, reference=str(uuid4()))


def made(answered: httpx.Response, noun: str) -> Thing:
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
    return answered.status_code, said(answered)


def said(answered: httpx.Response) -> dict[str, object]:
    """What an answer says, but for the number of its request."""
    told: dict[str, object] = answered.json() if answered.content else {}
    return {name: value for name, value in told.items() if name != "request_id"}
