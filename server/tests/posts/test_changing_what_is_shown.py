"""Changing who may see a post and what it shows, and films that become ready after it."""

from pathlib import Path

import pytest

from identity.witnesses import Ear
from longhouse.app import Longhouse
from longhouse.kernel.ids import new_id
from media import files
from media.steps import collect, settled, uploaded
from posts.steps import GENERAL, feed, publish, seen
from support.clocks import FakeClock
from support.conversations import caught_up, shown
from support.people import People

_DAY = 86_400.0


async def test_a_post_becomes_one_for_followers_and_one_for_all_again(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await dora.post(f"/users/{ben.id}/follow")
    post = await publish(ben, "Hello @carla and @dora")
    changed = (await ben.patch(f"/posts/{post['id']}", {"visibility": "followers"})).json()["post"]
    assert (changed["visibility"], changed["updated_at"]) == ("followers", None)
    assert [one["username"] for one in changed["mentions"]] == ["dora"]
    assert (await seen(carla, post), await seen(dora, post)) == (404, 200)
    assert await feed(carla) == []
    refused = await carla.patch(f"/posts/{post['id']}", {"visibility": "public"})
    assert refused.status_code == 404
    assert (await dora.patch(f"/posts/{post['id']}", {"visibility": "public"})).status_code == 403
    assert (await ben.patch(f"/posts/{post['id']}", {"visibility": "all"})).status_code == 422
    await ben.patch(f"/posts/{post['id']}", {"visibility": "public"})
    assert await seen(carla, post) == 200


async def test_pictures_are_exchanged_and_one_that_was_taken_out_can_come_back(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    first, second = [(await uploaded(ben, files.photo()))["id"] for _ in range(2)]
    theirs = (await uploaded(carla, files.photo()))["id"]
    post = await publish(ben, "", media_ids=[first])
    path = f"/posts/{post['id']}"

    async def pictures() -> list[str]:
        return [one["id"] for one in (await shown(carla, post))["media"]]

    assert (await ben.patch(path, {"media_ids": [second, first]})).status_code == 200
    assert await pictures() == [second, first]
    assert (await ben.patch(path, {"media_ids": [second]})).json()["post"]["updated_at"]
    assert await pictures() == [second]
    clock.advance(_DAY / 2)
    await collect(longhouse)
    for person in (ben, carla):
        await person.sign_in()
    assert (await ben.patch(path, {"media_ids": [first, second]})).status_code == 200
    for wrong in ([theirs], [str(new_id())], [first, theirs], [str(new_id()) for _ in range(21)]):
        assert (await ben.patch(path, {"media_ids": wrong})).status_code in (409, 422)
    assert (await ben.patch(path, {"media_ids": []})).status_code == 422
    assert await pictures() == [first, second]
    await ben.patch(path, {"media_ids": [], "content": "No pictures"})
    clock.advance(2 * _DAY)
    await collect(longhouse)
    await ben.sign_in()
    assert (await ben.get(f"/media/{first}")).status_code == 404


@pytest.mark.parametrize("kind", ["film", "sound"])
async def test_a_post_tells_when_what_it_shows_is_ready_and_described(
    people: People, longhouse: Longhouse, ear: Ear, tmp_path: Path, kind: str
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    content = files.film(tmp_path) if kind == "film" else files.sound(tmp_path)
    topic = f"section:{GENERAL}"
    await ear.listen(topic)
    media = await uploaded(ben, content)
    post = await publish(ben, "", media_ids=[media["id"]])
    await settled(ben, media["id"])
    told = await ear.wait_for(topic, "post_updated")
    assert told["post"]["id"] == post["id"]
    assert [one["status"] for one in told["post"]["media"]] == ["ready"]
    await caught_up(longhouse)
    ear.heard.clear()
    described = await ben.patch(f"/media/{media['id']}/description", {"alt": "Waves at night"})
    assert described.json()["media"]["alt"] == "Waves at night"
    told = await ear.wait_for(topic, "post_updated")
    assert [one["alt"] for one in told["post"]["media"]] == ["Waves at night"]
    assert [one["alt"] for one in (await shown(carla, post))["media"]] == ["Waves at night"]
