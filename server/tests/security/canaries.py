"""Somebody with one thing of every sort for every audience, each marked so that it is recognised.

A mark is a word that stands nowhere else in the house, an id, an emoji, a moment. Whoever may see
a thing finds its mark somewhere; whoever may not finds it nowhere.
"""

from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

import msgspec

from longhouse.app import Longhouse
from media import files
from media.steps import settled, uploaded
from profiles.steps import FIELDS, befriend, say, show
from security.belongings import answer, made, publish, take_pushes
from support.conversations import react
from support.households import GENERAL
from support.people import PASSWORD, People, Person
from support.waiting import until

PREFIX = "zqx"
"""Every mark that is a word begins so, so that looking for it finds all of them."""

Audience = Literal["public", "followers", "friends", "private"]
AUDIENCES: tuple[Audience, ...] = ("public", "followers", "friends", "private")
Viewer = Literal["stranger", "follower", "friend", "blocked", "blocker", "owner"]
VIEWERS: tuple[Viewer, ...] = ("stranger", "follower", "friend", "blocked", "blocker")
_REACHES: dict[Viewer, tuple[Audience, ...]] = {
    "stranger": ("public",),
    "follower": ("public", "followers"),
    "friend": ("public", "friends"),
    "blocked": (),
    "blocker": (),
    "owner": AUDIENCES,
}

LEVELS: dict[str, Audience] = {
    "public": "public",
    "connections": "friends",
    "private": "private",
}
"""Of the fields of a profile, and whom they reach."""
_EMOJIS = {"public": "🦊", "followers": "🦉", "friends": "🦩", "private": "🐙"}
_PLACES = {"public": "Reykjav", "connections": "Ulaanb", "private": "Antanan"}
_PORTRAIT = 512
_PATIENCE = 60.0


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    of: str
    """What it marks, for who reads that a test has failed."""
    audience: Audience
    about: str = ""
    """It is no secret by itself, but where this member is asked about."""


class Full(msgspec.Struct, kw_only=True):
    """The house with all of it, and who looks at it."""

    owners: list[Person]
    """Bens: one shows every field of their profile to all, one to friends, one to nobody."""
    gil: Person
    """A friend of all of them, who follows them; what they do there is marked too."""
    hal: Person
    """A friend of all of them, and nothing else to anybody."""
    viewers: dict[Viewer, Person]
    marks: list[Mark]
    places: dict[str, list[str]]
    """Everything that a route or a topic could name, by the name of its parameter."""

    def mark(self, text: object, of: str, audience: Audience, about: str = "") -> str:
        made = Mark(text=str(text), of=f"{of} for {audience}", audience=audience, about=about)
        self.marks.append(made)
        return made.text

    def place(self, name: str, value: object) -> str:
        self.places.setdefault(name, []).append(str(value))
        return str(value)


def may_see(viewer: Viewer, mark: Mark) -> bool:
    return mark.audience in _REACHES[viewer]


async def furnish_fully(longhouse: Longhouse, people: People) -> Full:
    full = Full(
        owners=[],
        gil=await people.member("gil"),
        hal=await people.member("hal"),
        viewers={name: await people.member(name) for name in VIEWERS},
        marks=[],
        places={"section_id": [GENERAL], "collection": ["favorite_posts"]},
    )
    for level, audience in LEVELS.items():
        ben = await people.member(f"{PREFIX}ben-{level}")
        full.owners.append(ben)
        await _befriend(full, ben, audience)
        await _profile(full, ben, level, audience)
    await _posts(full, full.owners[0])
    await _elsewhere(full, full.owners[0])
    await _alone(full, full.owners[0], await people.member("ida"))
    for ben in full.owners:
        await _stand(ben, full.viewers)
    for number, (ben, audience) in enumerate(zip(full.owners, LEVELS.values(), strict=True)):
        await _last_active(
            longhouse, full, ben, datetime(2026, 4, 30, 7, 7, number, tzinfo=UTC), audience
        )
    return full


async def _befriend(full: Full, ben: Person, audience: Audience) -> None:
    """Friends follow each other, so whom somebody follows tells of friends too."""
    await befriend(ben, full.gil)
    await befriend(ben, full.hal)
    full.mark(full.hal.id, "friend", audience, about=str(ben.id))


async def _stand(ben: Person, viewers: dict[Viewer, Person]) -> None:
    """The friend does not follow, so that each tie is seen for itself."""
    done = [await viewers["follower"].post(f"/users/{ben.id}/follow")]
    await befriend(ben, viewers["friend"])
    done += [
        await viewers["friend"].delete(f"/users/{ben.id}/follow"),
        await ben.post(f"/users/{viewers['blocked'].id}/block"),
        await viewers["blocker"].post(f"/users/{ben.id}/block"),
    ]
    assert {answered.status_code for answered in done} == {200}


async def _profile(full: Full, ben: Person, level: str, audience: Audience) -> None:
    """Every field of it, and what a profile shows: deeds and favourites."""

    def word(of: str, to: Audience = audience) -> str:
        return full.mark(f"{PREFIX}{of}{level}", of, to)

    full.place("reference", full.mark(ben.id, "id", "public"))
    full.place("reference", "@" + full.mark(ben.name, "username", "public"))
    full.place("user_id", ben.id)
    city = (await ben.get(f"/places?q={_PLACES[level]}")).json()["places"][0]
    picture = files.photo("png", _PORTRAIT, _PORTRAIT)
    wide = files.photo("png", 3 * _PORTRAIT, _PORTRAIT)
    portrait = await uploaded(ben, picture, purpose="avatar", alt=word("avatar"))
    banner = await uploaded(ben, wide, purpose="banner", alt=word("banner"))
    for one in (portrait, banner):
        await settled(ben, one["id"])
        full.place("media_id", full.mark(one["id"], "a face's id", audience))
    full.mark(city["city"], "city", audience)
    await say(
        ben,
        display_name=word("name"),
        bio=word("bio"),
        gender=word("gender"),
        pronouns=word("they"),
        location={"city_id": city["id"]},
        interests=[{"label": word("interest")}],
        avatar_media_id=portrait["id"],
        banner_media_id=banner["id"],
    )
    await show(ben, **dict.fromkeys(FIELDS, level))
    shown = await publish(ben, f"{word('favourite', 'public')} open")
    shelf = {"items": [{"entity_id": shown["id"], "note": word("note")}]}
    put = await ben.put("/users/me/showcase/favorite_posts", shelf)
    assert put.status_code == 200, put.text
    entry: list[str] = []

    async def noted() -> bool:
        done = (await ben.get("/users/me/activity")).json()["activity"]
        entry[:] = [one["id"] for one in done if one["kind"] == "posted"]
        return bool(entry)

    await until(noted, within=_PATIENCE)
    full.mark(entry[0], "deed", audience)


async def _posts(full: Full, ben: Person) -> None:
    """For every audience a post with a picture, and what is said and done there."""
    names = " ".join(f"@{name}" for name in VIEWERS)
    for audience in AUDIENCES:

        def word(of: str, to: Audience = audience) -> str:
            return full.mark(f"{PREFIX}{of}{to}", of, to)

        emoji = full.mark(_EMOJIS[audience], "reaction", audience)
        media = await uploaded(ben, files.photo(), alt=word("picture"))
        wish = {
            "content": f"{word('post')} #{word('tag')} {names}",
            "section_id": GENERAL,
            "visibility": audience,
            "media_ids": [full.place("media_id", full.mark(media["id"], "media", audience))],
        }
        post = made(await ben.post("/posts", wish), "post")
        full.place("post_id", full.mark(post["id"], "a post's id", audience))
        for speaker in [ben] if audience == "private" else [ben, full.gil]:
            said = await answer(speaker, post, f"{word(f'{speaker.name[-3:]}said')} {names}")
            full.place("comment_id", full.mark(said["id"], "a comment's id", audience))
            assert await react(speaker, said, emoji) == 201
            assert await react(speaker, post, emoji) == 201
        if audience != "private":
            shared = {"comment": word("share")}
            assert (await full.gil.post(f"/posts/{post['id']}/share", shared)).status_code == 201
            assert (await full.gil.post(f"/posts/{post['id']}/save")).status_code == 200


async def _elsewhere(full: Full, ben: Person) -> None:
    """What Ben does where everybody is."""
    post = await publish(full.gil, "Nothing special here.")
    full.place("post_id", post["id"])
    said = await answer(ben, post, full.mark(f"{PREFIX}elsewhere", "comment elsewhere", "public"))
    full.place("comment_id", full.mark(said["id"], "its id", "public"))
    assert await react(ben, post, full.mark("🪼", "reaction elsewhere", "public")) == 201
    name = full.mark(f"{PREFIX}canvas", "canvas", "public")
    canvas = made(await ben.post("/canvases", {"name": name}), "canvas")
    full.place("canvas_id", full.mark(canvas["id"], "a canvas' id", "public"))


async def _alone(full: Full, ben: Person, ida: Person) -> None:
    """What Ben has deleted, and what concerns nobody but him and the one whom he asked."""

    def word(of: str) -> str:
        return full.mark(f"{PREFIX}{of}", of, "private")

    post = await publish(ben, word("deleted"))
    full.place("post_id", full.mark(post["id"], "a deleted post's id", "private"))
    assert (await ben.delete(f"/posts/{post['id']}")).status_code == 200
    media = await uploaded(ben, files.photo(), alt=word("unused"))
    full.place("media_id", full.mark(media["id"], "an unused picture's id", "private"))
    asked = await ben.post(f"/users/{ida.id}/friend-request", {"message": word("request")})
    request = made(asked, "friend_request")
    full.place("request_id", full.mark(request["id"], "a request's id", "private"))
    address = {"email": f"{word('mail')}@example.org", "current_password": PASSWORD}
    assert (await ben.patch("/auth/email", address)).status_code == 200
    told: list[str] = []

    async def notified() -> bool:
        listed = (await ben.get("/notifications")).json()["notifications"]
        told[:] = [one["id"] for one in listed if one["type"] == "new_comment"]
        return bool(told)

    await until(notified, within=_PATIENCE)
    full.place("notification_id", full.mark(told[0], "a notification's id", "private"))
    session = (await ben.get("/auth/session")).json()["session"]
    full.place("session_id", full.mark(session["id"], "a session's id", "private"))
    browser = made(await take_pushes(ben), "subscription")
    full.place("subscription_id", full.mark(browser["id"], "a browser's id", "private"))
    full.place("invite_id", uuid4())


async def _last_active(
    longhouse: Longhouse, full: Full, ben: Person, at: datetime, audience: Audience
) -> None:
    """A moment that is nobody else's."""
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            "UPDATE identity.session SET last_seen_at = $2 WHERE account_id = $1", ben.id, at
        )
    full.mark(at.strftime("%Y-%m-%dT%H:%M:%S"), "last seen", audience)
