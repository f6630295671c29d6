"""Whoever may no longer see a post stops hearing of it at once; the others hear on."""

from collections.abc import AsyncGenerator

import pytest

from longhouse.app import Longhouse
from posts.steps import publish
from support.conversations import caught_up, comment
from support.people import People
from support.sockets import Sockets, hear, served


@pytest.fixture
async def sockets(longhouse: Longhouse) -> AsyncGenerator[Sockets]:
    async with served(longhouse) as sockets:
        yield sockets


async def test_who_does_not_follow_leaves_a_post_that_becomes_one_for_followers(
    people: People, longhouse: Longhouse, sockets: Sockets
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await dora.post(f"/users/{ben.id}/follow")
    post = await publish(ben, "Hello")
    await caught_up(longhouse)
    topic = f"post:{post['id']}"
    carlas, doras = await sockets.open(carla, topic), await sockets.open(dora, topic)
    changed = await ben.patch(f"/posts/{post['id']}", {"visibility": "followers"})
    assert changed.status_code == 200
    await comment(dora, post, "Only among us")
    heard = await hear(carlas, "unsubscribed")
    assert [frame["type"] for frame in heard] == ["unsubscribed"]
    assert heard[0]["topic"] == topic
    heard = await hear(doras, "post_changed")
    assert "unsubscribed" not in [frame["type"] for frame in heard]
    await ben.patch(f"/posts/{post['id']}", {"visibility": "public"})
    await hear(doras, "post_updated")
    carlas_again = await sockets.open(carla, topic)
    await comment(ben, post, "Among us all")
    told = await hear(carlas_again, "new_comment")
    assert told[-1]["data"]["comment"]["content"] == "Among us all"
    assert (await ben.post(f"/users/{carla.id}/block")).status_code == 200
    await comment(dora, post, "Without her")
    heard = await hear(carlas_again, "unsubscribed")
    assert heard[-1]["topic"] == topic
    assert "new_comment" not in [frame["type"] for frame in heard]


async def test_a_change_that_fails_takes_nothing_from_anybody(
    people: People, longhouse: Longhouse, sockets: Sockets
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    post = await publish(ben, "Hello")
    await caught_up(longhouse)
    carlas = await sockets.open(carla, f"post:{post['id']}")
    wish = {"visibility": "followers", "media_ids": [post["id"]]}
    assert (await ben.patch(f"/posts/{post['id']}", wish)).status_code in (409, 422)
    await comment(ben, post, "Still for all")
    heard = await hear(carlas, "new_comment")
    assert "unsubscribed" not in [frame["type"] for frame in heard]
