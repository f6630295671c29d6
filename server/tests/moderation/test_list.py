"""The list of what was deleted, and the way back."""

import pytest

from longhouse.kernel.ids import new_id
from moderation.steps import acts, deleted, words
from posts.steps import feed, publish
from support.clocks import FakeClock
from support.conversations import comment, reply, said
from support.people import People

_DAY = 86_400.0


async def test_an_admin_finds_what_was_deleted_and_by_whom(
    people: People, clock: FakeClock
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    kept = await publish(ben, "Still here")
    rude = await comment(carla, kept, "Rude words")
    hasty = await publish(ben, "Hasty words")
    await ben.delete(f"/posts/{hasty['id']}")
    clock.advance(1)
    await ada.delete(f"/comments/{rude['id']}")
    below, above = await deleted(ada)
    assert (below["type"], above["type"]) == ("comment", "post")
    assert below["comment"]["content"] == "Rude words"
    assert below["comment"]["author"]["username"] == "carla"
    assert below["post"] == {
        "id": kept["id"],
        "section_id": kept["section_id"],
        "excerpt": "Still here",
        "author": kept["author"],
    }
    assert below["deleted_by"] == {"id": str(ada.id), "username": "ada"}
    assert (below["by_author"], below["restorable"]) == (False, True)
    assert above["post"]["content"] == "Hasty words"
    assert (above["deleted_by"]["username"], above["by_author"]) == ("ben", True)
    assert above["deleted_at"] == above["post"]["deleted_at"]
    assert (above["post"]["deleted_by_author"], below["comment"]["deleted_by_author"]) == (
        True,
        False,
    )


async def test_the_list_is_narrowed_by_kind_by_words_and_by_author(
    people: People, clock: FakeClock
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    above = await publish(ben)
    for person, text in ((ben, "100% Apples"), (carla, "Apples and pears"), (carla, "Plums")):
        post = await publish(person, text)
        await person.delete(f"/posts/{post['id']}")
        clock.advance(1)
    made = await comment(ben, above, "Apple juice")
    await ben.delete(f"/comments/{made['id']}")
    assert await words(ada) == ["Apple juice", "Plums", "Apples and pears", "100% Apples"]
    assert await words(ada, "type=comment") == ["Apple juice"]
    assert await words(ada, "type=post&q=apple") == ["Apples and pears", "100% Apples"]
    assert await words(ada, "q=0%25") == ["100% Apples"]
    assert await words(ada, "author=@Carla") == ["Plums", "Apples and pears"]
    assert await words(ada, f"author={ben.id}") == ["Apple juice", "100% Apples"]
    assert await words(ada, f"author={ben.id}&q=juice&deleted=true") == ["Apple juice"]
    for nobody in ("@nobody", "nobody", str(new_id())):
        assert await words(ada, f"author={nobody}") == []
    for wrong in ("type=link", "q=" + "a" * 201, "deleted=false"):
        assert (await ada.get(f"/admin/content?{wrong}")).status_code in (400, 422), wrong


async def test_the_list_comes_in_pages_over_both_kinds(people: People, clock: FakeClock) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    above = await publish(ben)
    for number in range(3):
        post = await publish(ben, f"Post {number}")
        await ben.delete(f"/posts/{post['id']}")
        clock.advance(1)
        made = await comment(ben, above, f"Comment {number}")
        await ben.delete(f"/comments/{made['id']}")
        clock.advance(1)
    found: list[str] = []
    cursor = ""
    for _ in range(3):
        page = (await ada.get(f"/admin/content?limit=2&cursor={cursor}")).json()
        found += [one[one["type"]]["content"] for one in page["content"]]
        cursor = page["meta"]["cursor"]
    assert cursor is None
    assert found == [f"{kind} {number}" for number in (2, 1, 0) for kind in ("Comment", "Post")]


async def test_members_neither_see_the_list_nor_act_on_it(people: People) -> None:
    ben = await people.member("ben")
    post = await publish(ben)
    made = await comment(ben, post)
    stranger = people.stranger()
    for kind, thing in (("posts", post), ("comments", made)):
        path = f"/admin/{kind}/{thing['id']}"
        assert (await ben.post(f"{path}/restore")).status_code == 403
        assert (await ben.delete(path)).status_code == 403
        assert (await stranger.delete(path)).status_code == 401
    assert (await ben.get("/admin/content")).status_code == 403
    assert (await stranger.get("/admin/content")).status_code == 401
    assert await said(ben, post) == ["Indeed."]


async def test_an_admin_brings_back_at_any_time_even_their_own(
    people: People, clock: FakeClock
) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post, own = await publish(ben, "From Ben"), await publish(ada, "From Ada")
    made = await comment(ben, own, "A reply")
    await ben.post(f"/users/{ada.id}/block")
    await ben.delete(f"/posts/{post['id']}")
    await ben.delete(f"/comments/{made['id']}")
    await ada.delete(f"/posts/{own['id']}")
    clock.advance(400 * _DAY)
    await ada.sign_in()
    await ben.sign_in()
    assert (await ben.post(f"/posts/{post['id']}/restore")).status_code == 409
    restored = await ada.post(f"/admin/posts/{post['id']}/restore")
    assert (restored.status_code, restored.json()["post"]["content"]) == (200, "From Ben")
    assert (await ada.post(f"/admin/posts/{own['id']}/restore")).status_code == 200
    again = await ada.post(f"/admin/comments/{made['id']}/restore")
    assert again.json()["comment"]["content"] == "A reply"
    assert await feed(ben) == ["From Ben"]
    assert await deleted(ada) == []
    assert await acts(ada, 3) == [
        ("restore_comment", "ben"),
        ("restore_post", "ada"),
        ("restore_post", "ben"),
    ]
    assert (await ada.post(f"/admin/posts/{new_id()}/restore")).status_code == 404
    assert (await ada.post(f"/admin/comments/{new_id()}/restore")).status_code == 404


async def test_the_log_leads_to_what_it_speaks_of_and_holds_no_word_of_it(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    post = await publish(ben, "Unspeakable")
    made = await comment(ben, post, "Unspeakable as well")
    await ada.delete(f"/comments/{made['id']}")
    await ada.delete(f"/posts/{post['id']}")
    answer = await ada.get("/admin/audit-logs")
    of_post, of_comment = answer.json()["logs"][:2]
    assert (of_post["related_post_id"], of_post["related_comment_id"]) == (post["id"], None)
    assert (of_comment["related_post_id"], of_comment["related_comment_id"]) == (
        post["id"],
        made["id"],
    )
    assert "Unspeakable" not in answer.text


@pytest.mark.parametrize("kind", ["posts", "comments"])
async def test_nothing_comes_back_before_its_author(people: People, kind: str) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    above = await publish(carla)
    thing = await publish(ben) if kind == "posts" else await comment(ben, above)
    await ben.delete(f"/{kind}/{thing['id']}")
    await ada.delete(f"/admin/users/{ben.id}")
    [listed] = await deleted(ada, "author=@ben")
    assert listed["restorable"] is False
    refused = await ada.post(f"/admin/{kind}/{thing['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (409, "AUTHOR_IS_GONE")
    await ada.post(f"/admin/users/{ben.id}/restore")
    assert [one["restorable"] for one in await deleted(ada)] == [True]
    assert (await ada.post(f"/admin/{kind}/{thing['id']}/restore")).status_code == 200


async def test_a_comment_is_listed_whatever_became_of_its_thread(
    people: People, clock: FakeClock
) -> None:
    ada, ben, carla = await people.admin(), await people.member("ben"), await people.member("carla")
    post = await publish(ben, "Gone too")
    above = await comment(carla, post, "Answered")
    await reply(ben, above)
    await carla.delete(f"/comments/{above['id']}")
    clock.advance(1)
    await ben.delete(f"/posts/{post['id']}")
    assert await words(ada) == ["Gone too", "Answered"]
