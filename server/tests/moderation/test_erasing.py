"""Erasing for good: nothing of it is left, and the rest of the thread still holds together."""

from collections.abc import AsyncIterator
from datetime import timedelta

from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.features.links import store as links
from longhouse.features.links.model import Metadata
from longhouse.kernel.ids import new_id
from media import files
from media.steps import uploaded
from moderation.steps import acts, deleted, is_nowhere, orphans, where_it_stands
from posts.steps import GENERAL, feed, publish, seen
from support.conversations import (
    caught_up,
    check_counts,
    comment,
    react,
    reply,
    said,
    shown,
    thread,
    unreact,
)
from support.people import People
from support.waiting import until


async def page_was_read(longhouse: Longhouse, url: str, title: str) -> str:
    """What a link leads to is known, and a copy of its picture lies where this says."""
    picture = f"{url}.png"
    async with longhouse.db.transaction() as tx:
        await links.claim(tx, url, timedelta(0))
        known = Metadata(
            kind="generic", provider="example.org", url=url, title=title, image=picture
        )
        await links.keep(tx, url, known, tx.now + timedelta(days=1))
    key = longhouse.house.secrets.digest("links.image", picture.encode()).hex()
    place = f"links/small/{key}"
    await longhouse.house.blobs.put(place, _bytes(), media_type="image/webp")
    return place


async def _bytes() -> AsyncIterator[bytes]:
    yield b"a picture"


async def is_gone(longhouse: Longhouse, key: str) -> bool:
    return await longhouse.house.blobs.size(key) is None


async def test_of_an_erased_post_nothing_is_left(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    photo = await uploaded(ben, files.photo(), alt="A zanzibar sunset")
    post = await publish(
        ben,
        "Zanzibar @carla #zanzibar #island",
        links=[{"url": "https://example.org/zanzibar"}],
        media_ids=[photo["id"]],
    )
    other = await publish(
        carla, "Another #island", links=[{"url": "https://example.org/island#north"}]
    )
    above = await comment(carla, post, "Zanzibar? @ben", links=[{"url": "https://zanzibar.org/"}])
    await reply(ben, above, "Zanzibar!")
    for thing in (post, above):
        assert await react(carla, thing) == 201
        assert await react(ben, thing) == 201
        assert await unreact(ben, thing) == 200
    await carla.post(f"/posts/{post['id']}/save")
    await carla.post(f"/posts/{post['id']}/share", {"comment": "Look, Zanzibar"})
    copy = await page_was_read(longhouse, "https://example.org/zanzibar", "Zanzibar")
    await page_was_read(longhouse, "https://example.org/island", "An island")
    file = photo["urls"]["medium"].removeprefix("/api/v1")
    assert (await carla.get(file)).status_code == 200
    await ben.delete(f"/posts/{post['id']}")
    await caught_up(longhouse)
    assert await where_it_stands(database_url, "zanzibar")

    assert (await ada.delete(f"/admin/posts/{post['id']}")).json() == {}

    await is_nowhere(database_url, "zanzibar")
    await until(lambda: is_gone(longhouse, copy))
    assert await where_it_stands(database_url, "An island") == ["links.preview"]
    assert await orphans(longhouse) == []
    for person in (ada, ben, carla):
        assert await seen(person, post) == 404
    assert (await ben.get(f"/media/{photo['id']}")).status_code == 404
    assert (await carla.get(file)).status_code == 404
    assert (await carla.get("/users/me/saved")).json()["posts"] == []
    assert await deleted(ada) == []
    for again in (
        await ada.delete(f"/admin/posts/{post['id']}"),
        await ada.post(f"/admin/posts/{post['id']}/restore"),
        await ben.post(f"/posts/{post['id']}/restore"),
        await ada.delete(f"/admin/posts/{new_id()}"),
    ):
        assert again.status_code == 404
    assert (await acts(ada))[0] == ("erase_post", "ben")
    assert (await shown(ben, other))["tags"] == ["island"]


async def test_what_was_never_deleted_can_be_erased_at_once(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben, "Somebody's address")
    made = await comment(ben, await publish(ben, "Something else"), "Somebody's number")
    await ben.post(f"/users/{ada.id}/block")
    assert (await ada.delete(f"/admin/comments/{made['id']}")).status_code == 200
    assert (await ada.delete(f"/admin/posts/{post['id']}")).status_code == 200
    assert await feed(ben) == ["Something else"]
    assert await acts(ada, 2) == [("erase_post", "ben"), ("erase_comment", "ben")]


async def test_an_erased_comment_with_replies_leaves_a_husk_for_good(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    above = await comment(
        carla, post, "Zanzibar @ben", client_id="zanzibar", links=[{"url": "https://zanzibar.org/"}]
    )
    below = await reply(ben, above, "Calm words")
    await react(ben, above)
    await ada.delete(f"/admin/comments/{above['id']}")
    await is_nowhere(database_url, "zanzibar")
    assert await orphans(longhouse) == []
    for person in (ben, carla):
        [husk] = await thread(person, post)
        assert (husk["content"], husk["author"], husk["user_id"]) == ("", None, None)
        assert (husk["reply_count"], husk["deleted_by_author"]) == (1, None)
    assert (await shown(ben, post))["comment_count"] == 1
    assert await said(ben, post, f"parent={above['id']}") == ["Calm words"]
    for person, path in ((carla, "/comments"), (ada, "/comments"), (ada, "/admin/comments")):
        refused = await person.post(f"{path}/{above['id']}/restore")
        assert (refused.status_code, refused.json()["code"]) == (409, "IS_ERASED")
    assert await react(ben, above) == 404
    assert (await ada.delete(f"/admin/comments/{above['id']}")).status_code == 404
    assert await deleted(ada) == []
    await ben.delete(f"/comments/{below['id']}")
    assert await thread(ben, post) == []
    await ben.post(f"/comments/{below['id']}/restore")
    assert [one["id"] for one in await thread(ben, post)] == [above["id"]]
    await check_counts(longhouse)


async def test_a_husk_goes_with_the_last_of_what_it_held(
    people: People, longhouse: Longhouse
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben)
    top = await comment(ben, post, "Top")
    middle = await reply(ben, top, "Middle")
    bottom = await reply(ben, middle, "Bottom")
    for one in (middle, top):
        await ada.delete(f"/admin/comments/{one['id']}")
    assert len(await thread(ben, post)) == 1
    await ben.delete(f"/comments/{bottom['id']}")
    await ada.delete(f"/admin/comments/{bottom['id']}")
    async with longhouse.db.read() as read:
        assert await read.value(int, "SELECT count(*) FROM responses.comment") == 0
    assert (await shown(ben, post))["comment_count"] == 0
    await check_counts(longhouse)


async def test_erasing_is_told_like_a_deletion_from_which_nothing_returns(
    people: People, longhouse: Longhouse, ear: Ear
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben)
    made = await comment(ben, post)
    await caught_up(longhouse)
    topics = (f"post:{post['id']}", f"section:{GENERAL}")
    for topic in (*topics, "site:admins"):
        await ear.listen(topic)
    await ada.delete(f"/admin/comments/{made['id']}")
    for topic in topics:
        told = await ear.wait_for(topic, "comment_deleted")
        assert (told["comment_id"], told["comment_count"]) == (made["id"], 0)
        assert (told["erased"], told["by_author"]) == (True, False)
    assert await ear.wait_for("site:admins", "content_changed") == {
        "type": "comment",
        "id": made["id"],
    }
    await ada.delete(f"/admin/posts/{post['id']}")
    for topic in topics:
        assert await ear.wait_for(topic, "post_deleted") == {
            "post_id": post["id"],
            "by_author": False,
            "erased": True,
        }
    log = await ear.wait_for("site:admins", "audit_recorded")
    assert log["log"]["action"] == "erase_comment"


async def test_what_a_deleted_member_wrote_is_erased_and_counted_right(
    people: People, longhouse: Longhouse
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    post = await publish(ben)
    first, second = await comment(carla, post, "One"), await comment(carla, post, "Two")
    await reply(ben, first, "Kept")
    await ada.delete(f"/admin/users/{carla.id}")
    assert (await ada.delete(f"/comments/{second['id']}")).status_code == 200
    assert (await ada.delete(f"/admin/comments/{first['id']}")).status_code == 200
    await caught_up(longhouse)
    await check_counts(longhouse)
    await ada.post(f"/admin/users/{carla.id}/restore")
    await caught_up(longhouse)
    await check_counts(longhouse)
    assert (await shown(ben, post))["comment_count"] == 1
    assert [one["comment"]["content"] for one in await deleted(ada)] == ["Two"]
