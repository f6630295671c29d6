"""Links of posts, kept with what their pages say."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from longhouse.app import Longhouse
from longhouse.features.posts import api as posts
from longhouse.features.posts.model import NoMedia, SectionType
from longhouse.kernel.ids import SessionId
from longhouse.kernel.principal import Principal
from posts.steps import MUSIC
from support.people import People, Person


class Said(msgspec.Struct):
    title: str


class Reader:
    """Reads every page at once, and notes what was asked and with which hint."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], SectionType | None]] = []

    async def __call__(
        self, urls: Sequence[str], hint: SectionType | None = None
    ) -> Sequence[posts.Unfolded]:
        self.asked.append((list(urls), hint))
        return [posts.PlainLink(f"{url}/", Said("A page"), "ready") for url in urls]


def principal_of(person: Person) -> Principal:
    return Principal(
        user_id=person.id,
        username=person.name,
        session_id=SessionId(person.id),
        is_admin=False,
        via="cookie",
    )


async def test_what_pages_say_is_kept_with_the_post(people: People, longhouse: Longhouse) -> None:
    ben = await people.member("ben")
    reader = Reader()
    house = longhouse.house
    settings = house.config.get(posts.PostsSettings)
    publishing = posts.Publishing(longhouse.db, reader, NoMedia(), house.limits, settings)
    draft = await publishing.prepare(
        principal_of(ben),
        content="",
        section_id=UUID(MUSIC),
        links=["https://example.org/a", "https://example.org/b"],
    )
    assert reader.asked == [(["https://example.org/a", "https://example.org/b"], "music")]
    async with longhouse.db.transaction() as tx:
        post_id = await publishing.publish(tx, principal_of(ben), draft)
    shown = (await ben.get(f"/posts/{post_id}")).json()["post"]["links"]
    assert [(link["url"], link["metadata"]) for link in shown] == [
        ("https://example.org/a/", {"title": "A page"}),
        ("https://example.org/b/", {"title": "A page"}),
    ]
