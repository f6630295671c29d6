"""What is told live about responses."""

import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from posts.steps import GENERAL, publish
from support.conversations import Thing, caught_up, comment, react, reply, thread, unreact
from support.people import People

SECTION = f"section:{GENERAL}"


def topic_of(post: Thing) -> str:
    return f"post:{post['id']}"


async def test_a_new_comment_is_told_as_a_reader_would_read_it(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    top = await comment(ben, post)
    await caught_up(longhouse)
    for topic in (topic_of(post), SECTION):
        await ear.listen(topic)
    made = await reply(carla, top, "Hello @ben")
    for topic in (topic_of(post), SECTION):
        told = await ear.wait_for(topic, "new_comment")
        assert told == {
            "comment": made,
            "user": made["author"],
            "post_id": post["id"],
            "comment_count": 2,
            "parent_comment_id": top["id"],
            "reply_counts": [{"comment_id": top["id"], "reply_count": 1}],
        }


async def test_changes_of_a_comment_are_told(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben = await people.member("ben")
    post = await publish(ben)
    made = await comment(ben, post)
    topic = topic_of(post)
    await caught_up(longhouse)
    await ear.listen(topic)
    changed = (await ben.patch(f"/comments/{made['id']}", {"content": "Other words"})).json()
    told = await ear.wait_for(topic, "comment_updated")
    assert told == {"comment": changed["comment"], "post_id": post["id"]}
    await ben.delete(f"/comments/{made['id']}")
    assert await ear.wait_for(topic, "comment_deleted") == {
        "comment_id": made["id"],
        "post_id": post["id"],
        "by_author": True,
        "erased": False,
        "comment_count": 0,
        "parent_comment_id": None,
        "reply_counts": [],
    }
    restored = (await ben.post(f"/comments/{made['id']}/restore")).json()["comment"]
    told = await ear.wait_for(topic, "comment_restored")
    assert (told["comment"], told["comment_count"]) == (restored, 1)


@pytest.mark.parametrize("for_good", [False, True])
async def test_a_husk_that_goes_with_its_last_reply_is_counted_nowhere(
    people: People, longhouse: Longhouse, ear: Ear, for_good: bool
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben)
    top = await comment(ben, post)
    middle = await reply(ben, top)
    last = await reply(ben, middle)
    await ben.delete(f"/comments/{middle['id']}")
    if for_good:
        assert (await ada.delete(f"/admin/comments/{middle['id']}")).status_code == 200
    await caught_up(longhouse)
    await ear.listen(topic_of(post))
    if for_good:
        await ada.delete(f"/admin/comments/{last['id']}")
    else:
        await ben.delete(f"/comments/{last['id']}")
    told = await ear.wait_for(topic_of(post), "comment_deleted")
    assert told["reply_counts"] == [
        {"comment_id": middle["id"], "reply_count": 0},
        {"comment_id": top["id"], "reply_count": 0},
    ]
    (left,) = await thread(ben, post)
    assert (left["id"], left["reply_count"]) == (top["id"], 0)
    if for_good:
        return
    await ben.post(f"/comments/{last['id']}/restore")
    told = await ear.wait_for(topic_of(post), "comment_restored")
    assert [one["reply_count"] for one in told["reply_counts"]] == [1, 1]


async def test_reactions_are_told_with_their_count(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    made = await comment(ben, post)
    await react(ben, post, "👍")
    await caught_up(longhouse)
    for topic in (topic_of(post), SECTION):
        await ear.listen(topic)
    await react(carla, post, "👍")
    expected = {
        "post_id": post["id"], "comment_id": None, "user_id": str(carla.id), "emoji": "👍",
    }  # fmt: skip
    for topic in (topic_of(post), SECTION):
        assert await ear.wait_for(topic, "reaction_added") == expected | {"count": 2}
    await unreact(carla, post, "👍")
    for topic in (topic_of(post), SECTION):
        assert await ear.wait_for(topic, "reaction_removed") == expected | {"count": 1}
    ear.heard.clear()
    await react(carla, made, "🎉")
    told = await ear.wait_for(topic_of(post), "reaction_added")
    assert told == expected | {"comment_id": made["id"], "emoji": "🎉", "count": 1}
    assert SECTION not in {topic for topic, _, _ in ear.heard}


async def test_the_mentioned_hear_of_it(people: People, longhouse: Longhouse, ear: Ear) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    await caught_up(longhouse)
    await ear.listen(f"user:{ben.id}")
    made = await comment(carla, post, "What do you think, @ben?")
    assert await ear.wait_for(f"user:{ben.id}", "mention") == {
        "mentioning_user": made["author"],
        "post_id": post["id"],
        "comment_id": made["id"],
        "excerpt": "What do you think, @ben?",
    }


async def test_who_has_a_barrier_around_them_is_in_no_frame_that_many_hear(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    post = await publish(ben)
    await dora.post(f"/users/{carla.id}/block")
    await caught_up(longhouse)
    for topic in (topic_of(post), SECTION):
        await ear.listen(topic)
    made = await comment(carla, post, "Not for Dora")
    await react(carla, post)
    await carla.delete(f"/comments/{made['id']}")
    await comment(ben, post, "For everybody")
    await ear.wait_for(SECTION, "new_comment")
    of_carla = [(kind, data) for _, kind, data in ear.heard if kind != "new_comment"]
    assert of_carla == [("post_changed", {"post_id": post["id"]})] * 6
    assert len(await thread(dora, post)) == 1


async def test_saving_is_told_to_oneself_alone(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    await caught_up(longhouse)
    for topic in (f"user:{carla.id}", topic_of(post), SECTION):
        await ear.listen(topic)
    await carla.post(f"/posts/{post['id']}/save")
    told = await ear.wait_for(f"user:{carla.id}", "post_saved")
    assert told == {"post_id": post["id"], "saved": True}
    assert len(ear.heard) == 1
