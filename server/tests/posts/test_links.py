"""Links of posts, kept with what their pages say."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.features.links.events import PageUnfolded
from longhouse.features.posts import api as posts
from longhouse.features.posts.model import NoMedia, SectionType
from longhouse.features.posts.store import attached
from longhouse.features.posts.subscribers import subscribers
from longhouse.kernel.db import Read
from longhouse.kernel.ids import SessionId, new_id
from longhouse.kernel.outbox.declare import Told
from longhouse.kernel.principal import Principal
from posts.steps import MUSIC, publish
from support.people import People, Person


class Said(msgspec.Struct):
    title: str


class Reader:
    """Reads every page at once, and notes what was asked and with which hint."""

    def __init__(self) -> None:
        self.known: dict[str, posts.Unfolded] = {}
        self.asked: list[tuple[list[str], SectionType | None]] = []

    async def __call__(
        self, by: UUID, urls: Sequence[str], hint: SectionType | None = None
    ) -> Sequence[posts.Unfolded]:
        self.asked.append((list(urls), hint))
        return [posts.PlainLink(f"{url}/", Said("A page"), "ready") for url in urls]

    async def find_many(
        self, read: Read, links: Sequence[str], hint: SectionType | None = None
    ) -> Mapping[str, posts.Unfolded]:
        return {link: self.known[link] for link in links if link in self.known}


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


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("isbn 978-0-306-40615-7", "https://openlibrary.org/isbn/9780306406157"),
        ("ISBN-13: 9780306406157", "https://openlibrary.org/isbn/9780306406157"),
        ("http://boiler.house:8123/lovelace", "http://boiler.house:8123/lovelace"),
    ],
)
async def test_a_link_is_any_address_or_the_number_of_a_book(
    people: People, written: str, leads: str
) -> None:
    ben = await people.member("ben")
    post = await publish(ben, "", MUSIC, links=[{"url": written}])
    assert [link["url"] for link in post["links"]] == [leads]
    refused = await ben.post(
        "/posts", {"content": "", "section_id": MUSIC, "links": [{"url": "978-0-306-40615-0"}]}
    )
    assert (refused.status_code, list(refused.json()["details"]["fields"])) == (
        422,
        ["links.0.url"],
    )


async def test_what_is_known_of_a_link_stays_where_its_page_is_not_read_again(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    known, gone, new = [f"https://example.org/{page}" for page in ("known", "gone", "new")]
    post = await publish(ben, "Look", MUSIC, links=[{"url": known}, {"url": gone}])
    async with longhouse.db.transaction() as tx:
        for url in (known, gone):
            await attached.learn_of_page(tx, url, Said("A page"), "ready")
    changed = await ben.patch(f"/posts/{post['id']}", {"links": [{"url": new}, {"url": known}]})
    assert [(link["url"], link["metadata"]) for link in changed.json()["post"]["links"]] == [
        (new, None),
        (known, {"title": "A page"}),
    ]


async def test_a_page_that_is_read_later_is_shown_and_told(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben = await people.member("ben")
    url = "https://example.org/late"
    post, other = [
        await publish(ben, "Look", MUSIC, links=[{"url": one}]) for one in (url, url + "/2")
    ]
    reader = Reader()
    reader.known[url] = posts.PlainLink(url, Said("Here at last"), "ready")
    learn = next(one for one in subscribers(reader) if one.event is PageUnfolded).job()
    said = Told(
        event_id=str(new_id()), event=msgspec.Raw(msgspec.json.encode(PageUnfolded(url=url)))
    )
    topic = f"post:{post['id']}"
    await ear.listen(topic)
    async with longhouse.db.transaction() as tx:
        await learn.run(tx, said)
    told = await ear.wait_for(topic, "post_updated")
    [link] = told["post"]["links"]
    assert link["metadata"] == {"title": "Here at last"}
    assert told["post"]["updated_at"] is None
    assert (await ben.get(f"/posts/{other['id']}")).json()["post"]["links"][0]["metadata"] is None
