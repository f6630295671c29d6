"""What somebody has in a house, one of everything that a route can name."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
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


async def belongings(
    people: People, owner: Person, *, visibility: str = "public", path: str | None = None
) -> Places:
    """All of it new, or only what a path names."""
    places = Places(reference=owner.id, section_id=GENERAL, collection="favorite_posts")
    post: Thing | None = None
    for name in MAKERS:
        if path is None or f"{{{name}}}" in path:
            if name in ("post_id", "comment_id"):
                post = post or await publish(owner, visibility=visibility)
            places[name] = await MAKERS[name](people, owner, post)
    return places


async def ask_for_friendship(people: People, owner: Person) -> str:
    """Their own wish, which waits for an answer."""
    other = await people.member(f"new-{uuid4().hex[:20]}")
    return made(await owner.post(f"/users/{other.id}/friend-request", {}), "friend_request")["id"]


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


async def _post(people: People, owner: Person, post: Thing | None) -> str:
    assert post is not None
    return post["id"]


async def _comment(people: People, owner: Person, post: Thing | None) -> str:
    assert post is not None
    return (await answer(owner, post))["id"]


async def _media(people: People, owner: Person, post: Thing | None) -> str:
    wish = {"size": 11, "mime": "image/png", "name": "door.png"}
    return made(await owner.post("/media", wish), "media")["id"]


async def _session(people: People, owner: Person, post: Thing | None) -> str:
    elsewhere = people.stranger(owner.name, address="203.0.113.9")
    await elsewhere.sign_in()
    return (await elsewhere.get("/auth/session")).json()["session"]["id"]


async def _canvas(people: People, owner: Person, post: Thing | None) -> str:
    return made(await owner.post("/canvases", {"name": "A wall"}), "canvas")["id"]


async def _request(people: People, owner: Person, post: Thing | None) -> str:
    return await ask_for_friendship(people, owner)


async def _notification(people: People, owner: Person, post: Thing | None) -> str:
    return await be_followed(people, owner)


async def _subscription(people: People, owner: Person, post: Thing | None) -> str:
    return made(await take_pushes(owner), "subscription")["id"]


MAKERS: Mapping[str, Callable[[People, Person, Thing | None], Awaitable[str]]] = {
    "post_id": _post,
    "comment_id": _comment,
    "media_id": _media,
    "session_id": _session,
    "canvas_id": _canvas,
    "request_id": _request,
    "notification_id": _notification,
    "subscription_id": _subscription,
}


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
