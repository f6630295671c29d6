"""What is told live about posts, and who may listen."""

from uuid import UUID

from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.features.posts.push import TOPICS
from longhouse.kernel.ids import SessionId, new_id
from longhouse.kernel.principal import Principal
from posts.steps import GENERAL, publish
from support.people import People, Person

SECTION = f"section:{GENERAL}"


async def may_listen(longhouse: Longhouse, person: Person, topic: str) -> bool:
    kind, _, topic_id = topic.partition(":")
    principal = Principal(
        user_id=person.id,
        username=person.name,
        session_id=SessionId(UUID(int=0)),
        is_admin=False,
        via="cookie",
    )
    offered = next(offer for offer in TOPICS if offer.kind == kind)
    async with longhouse.db.read() as read:
        return await offered.may_listen(read, principal, topic_id)


async def test_a_section_hears_of_a_new_post_as_a_reader_would_read_it(
    people: People, ear: Ear
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ear.listen(SECTION)
    made = await publish(ben, "Hello #there", client_id="draft-7")
    told = await ear.wait_for(SECTION, "new_post")
    assert told["post"] == (await carla.get(f"/posts/{made['id']}")).json()["post"]
    assert told["post"]["client_id"] == "draft-7"
    assert told["user"] == made["author"]


async def test_that_a_section_was_read_is_told_once_to_whose_reading_it_was(
    people: People, ear: Ear
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await publish(ben)
    topics = {person: f"user:{person.id}" for person in (ada, ben)}
    for topic in topics.values():
        await ear.listen(topic)
    for _ in range(2):
        assert (await ada.post(f"/sections/{GENERAL}/read")).status_code == 200
    assert await ear.wait_for(topics[ada], "section_read") == {"section_id": GENERAL}
    # Reading it in the list of notifications is reading it, too.
    await publish(ben)
    await ada.post("/notifications/read-all", {})
    await ear.wait_for(topics[ada], "notifications_read")
    kinds = [(topic, kind) for topic, kind, _ in ear.heard if kind == "section_read"]
    assert kinds == [(topics[ada], "section_read")] * 2


async def test_changes_are_told_to_the_section_and_to_who_reads_the_post(
    people: People, ear: Ear
) -> None:
    ben = await people.member("ben")
    made = await publish(ben)
    topic = f"post:{made['id']}"
    await ear.listen(SECTION)
    await ear.listen(topic)
    changed = (await ben.patch(f"/posts/{made['id']}", {"content": "Hello again"})).json()
    for heard_on in (SECTION, topic):
        assert await ear.wait_for(heard_on, "post_updated") == changed
    await ben.delete(f"/posts/{made['id']}")
    for heard_on in (SECTION, topic):
        assert await ear.wait_for(heard_on, "post_deleted") == {
            "post_id": made["id"],
            "by_author": True,
            "erased": False,
        }
    restored = (await ben.post(f"/posts/{made['id']}/restore")).json()
    for heard_on in (SECTION, topic):
        assert await ear.wait_for(heard_on, "post_restored") == restored


async def test_nothing_is_shown_to_many_of_what_some_may_not_see(people: People, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ear.listen(SECTION)
    await publish(ben, "For friends", visibility="followers")
    assert await ear.wait_for(SECTION, "section_changed") == {"section_id": GENERAL}
    await ben.post(f"/users/{carla.id}/block")
    made = await publish(ben, "Not for Carla")
    topic = f"post:{made['id']}"
    await ear.listen(topic)
    await ben.patch(f"/posts/{made['id']}", {"content": "Still not"})
    assert await ear.wait_for(topic, "post_changed") == {"post_id": made["id"]}
    assert {kind for _, kind, _ in ear.heard} == {"section_changed", "post_changed"}


async def test_the_mentioned_hear_of_it_once(people: People, ear: Ear) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await dora.post(f"/users/{ben.id}/mute")
    for person in (ben, carla, dora):
        await ear.listen(f"user:{person.id}")
    made = await publish(ben, "Look @carla, @ben and @dora")
    await ben.patch(f"/posts/{made['id']}", {"content": "Look again @carla"})
    told = await ear.wait_for(f"user:{carla.id}", "mention")
    assert told == {
        "mentioning_user": made["author"],
        "post_id": made["id"],
        "comment_id": None,
        "excerpt": told["excerpt"],
    }
    await ear.listen(SECTION)
    await publish(ben, "The end")
    await ear.wait_for(SECTION, "new_post")
    assert [topic for topic, kind, _ in ear.heard if kind == "mention"] == [f"user:{carla.id}"]


async def test_every_member_listens_to_sections_that_are_there(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    assert await may_listen(longhouse, ben, SECTION)
    assert not await may_listen(longhouse, ben, f"section:{new_id()}")
    assert not await may_listen(longhouse, ben, "section:music")


async def test_who_may_see_a_post_may_listen_to_it(people: People, longhouse: Longhouse) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    topic = f"post:{(await publish(ben))['id']}"
    secret = f"post:{(await publish(ben, visibility='followers'))['id']}"
    assert await may_listen(longhouse, carla, topic)
    assert not await may_listen(longhouse, carla, secret)
    await carla.post(f"/users/{ben.id}/follow")
    assert await may_listen(longhouse, carla, secret)
    await ben.post(f"/users/{carla.id}/block")
    for one in (topic, secret, "post:nonsense", f"post:{new_id()}"):
        assert not await may_listen(longhouse, carla, one)
