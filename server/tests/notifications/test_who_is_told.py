"""Who is told of what: those concerned, once, and nobody of what they may not see or do not want."""

from notifications.steps import comment, prefer, rows, settled, told, told_that, unread, who
from posts.steps import publish
from support.conversations import react, unreact
from support.people import People


async def test_an_answer_is_told_to_whose_post_it_is_and_to_all_above_it(people: People) -> None:
    ada, ben, carla = (
        await people.member("ada"),
        await people.member("ben"),
        await people.member("carla"),
    )
    post = await publish(ada, "Who brings the bread?")
    first = await comment(ben, post, "I do.")
    await told(ada, "new_comment")
    answer = await comment(carla, post, "And I the butter.", first)
    [of_ben] = await told(ben, "new_comment")
    [of_ada] = await told_that(ada, lambda found: found[0]["count"] == 2)
    assert who(of_ben) == ["carla"]
    assert of_ben["related_comment_id"] == answer["id"]
    assert of_ben["related_post_id"] == post["id"]
    assert of_ben["section"]["name"] == "General"
    assert of_ben["excerpt"] == "And I the butter."
    assert who(of_ada) == ["carla", "ben"]
    assert of_ada["actor_count"] == 2
    assert await rows(carla) == []


async def test_nobody_is_told_of_their_own_acts(people: People, database_url: str) -> None:
    ada = await people.member("ada")
    post = await publish(ada, "I am @ada.")
    await comment(ada, post, "Still @ada.")
    assert await react(ada, post) == 201
    await settled(database_url)
    assert await rows(ada) == []
    assert await unread(ada) == 0


async def test_what_mentions_and_answers_somebody_is_one_mention(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    await comment(ben, post, "Thank you, @ada, for this.")
    [one] = await told(ada, "mention")
    assert one["excerpt"] == "Thank you, @ada, for this."
    assert await unread(ada) == 1


async def test_a_post_tells_whom_it_mentions_and_an_edit_only_whom_it_adds(
    people: People, database_url: str
) -> None:
    ada, ben, carla = (
        await people.member("ada"),
        await people.member("ben"),
        await people.member("carla"),
    )
    post = await publish(ada, "With @ben.")
    [one] = await told(ben, "mention")
    assert (await ben.patch(f"/notifications/{one['id']}", {"read": True})).status_code == 200
    changed = await ada.patch(f"/posts/{post['id']}", {"content": "With @ben and @carla."})
    assert changed.status_code == 200
    await told(carla, "mention")
    await settled(database_url)
    assert len(await rows(ben)) == 1
    assert await unread(ben) == 1, "only the news of the section"


async def test_thirty_comments_of_one_are_one_row(people: People, database_url: str) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    for number in range(30):
        await comment(ben, post, f"Number {number}")
    await settled(database_url)
    [one] = await rows(ada)
    assert (one["count"], one["actor_count"], who(one)) == (30, 1, ["ben"])
    assert one["excerpt"] == "Number 29"
    assert await unread(ada) == 1


async def test_after_reading_the_next_makes_a_new_row(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    await comment(ben, post)
    [first] = await told(ada, "new_comment")
    await ada.patch(f"/notifications/{first['id']}", {"read": True})
    await comment(ben, post)
    second, again = await told(ada, "new_comment", "new_comment")
    assert again["id"] == first["id"] != second["id"]
    assert [one["read_at"] is None for one in (second, again)] == [True, False]
    unread_again = await ada.patch(f"/notifications/{first['id']}", {"read": False})
    assert unread_again.json()["notification"]["read_at"] is None
    assert await unread(ada) == 2
    await comment(ben, post)
    await told_that(ada, lambda found: found[0]["count"] == 2)
    assert len(await rows(ada)) == 2


async def test_reactions_collapse_and_an_unread_one_that_is_taken_back_is_gone(
    people: People,
) -> None:
    ada, ben, carla = (
        await people.member("ada"),
        await people.member("ben"),
        await people.member("carla"),
    )
    post = await publish(ada)
    assert await react(ben, post, "👍") == 201
    assert await react(carla, post, "🎉") == 201
    [one] = await told_that(ada, lambda found: bool(found) and found[0]["actor_count"] == 2)
    assert (who(one), one["emojis"]) == (["carla", "ben"], ["🎉", "👍"])
    assert await unreact(carla, post, "🎉") == 200
    [one] = await told_that(ada, lambda found: found[0]["actor_count"] == 1)
    assert who(one) == ["ben"]
    assert await unreact(ben, post, "👍") == 200
    await told(ada)
    assert await unread(ada) == 0


async def test_a_reaction_that_was_read_stays_told_when_it_is_taken_back(
    people: People, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    await react(ben, post)
    [one] = await told(ada, "reaction")
    await ada.patch(f"/notifications/{one['id']}", {"read": True})
    await unreact(ben, post)
    await react(ben, post)
    await settled(database_url)
    [still] = await rows(ada)
    assert still["id"] == one["id"]
    assert still["read_at"] is not None, "giving it again is nothing new"


async def test_a_reaction_to_a_comment_is_told_to_who_wrote_it(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    said = await comment(ben, post, "Well said.")
    await react(ada, said)
    [one] = await told(ben, "reaction")
    assert (one["related_comment_id"], one["excerpt"]) == (said["id"], "Well said.")


async def test_a_follower_is_told_and_gone_with_the_unfollowing(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await ben.post(f"/users/{ada.id}/follow")
    [one] = await told(ada, "follow")
    assert (who(one), one["excerpt"], one["section"]) == (["ben"], None, None)
    await ben.delete(f"/users/{ada.id}/follow")
    await told(ada)


async def test_a_muted_person_gets_nobody_told_and_a_blocked_one_neither(
    people: People, database_url: str
) -> None:
    ada, ben, carla, dora = [await people.member(name) for name in ("ada", "ben", "carla", "dora")]
    post = await publish(ada)
    await ada.post(f"/users/{ben.id}/mute")
    await comment(ben, post, "@ada, hear me.")
    await react(ben, post)
    await comment(dora, post, "A word.")
    await told(ada, "new_comment")
    await ada.post(f"/users/{dora.id}/block")
    await comment(carla, post, "Another.")
    [one] = await told_that(ada, lambda found: bool(found) and who(found[0]) == ["carla"])
    await settled(database_url)
    assert one["actor_count"] == 1, "who is behind a barrier is not even counted"
    await ada.post(f"/users/{carla.id}/mute")
    assert await rows(ada) == []
    assert await unread(ada) == 0
    await ada.delete(f"/users/{carla.id}/mute")
    assert len(await rows(ada)) == 1


async def test_what_somebody_may_not_see_is_not_told_to_them(
    people: People, database_url: str
) -> None:
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    await ben.post(f"/users/{ada.id}/follow")
    await told(ada, "follow")
    post = await publish(ada, "For those who follow: @ben, @carla.", visibility="followers")
    await told(ben, "mention")
    await settled(database_url)
    assert await rows(carla) == []
    await ben.delete(f"/users/{ada.id}/follow")
    assert await rows(ben) == [], "and not any more, once they may not"
    assert await unread(ben) == 0
    assert post["visibility"] == "followers"


async def test_a_deleted_comment_is_taken_back_and_a_restored_one_told_again(
    people: People,
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    said = await comment(ben, post)
    await told(ada, "new_comment")
    assert (await ben.delete(f"/comments/{said['id']}")).status_code == 200
    await told(ada)
    assert (await ben.post(f"/comments/{said['id']}/restore")).status_code == 200
    await told(ada, "new_comment")


async def test_what_is_told_of_a_deleted_post_is_hidden_until_it_is_restored(
    people: People,
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    await comment(ben, post)
    [one] = await told(ada, "new_comment")
    await ada.delete(f"/posts/{post['id']}")
    assert await rows(ada) == []
    assert await unread(ada) == 0
    assert (await ada.patch(f"/notifications/{one['id']}", {"read": True})).status_code == 404
    await ada.post(f"/posts/{post['id']}/restore")
    assert [row["id"] for row in await rows(ada)] == [one["id"]]


async def test_what_is_erased_takes_what_was_told_of_it_along(
    people: People, database_url: str
) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    post = await publish(ben)
    said = await comment(ben, post, "Mine.")
    other = await comment(ada, post, "@ben, look.")
    await told(ben, "mention")
    await react(ada, said)
    await told(ben, "reaction", "mention")
    for path in (f"/comments/{other['id']}", f"/comments/{said['id']}"):
        assert (await ada.delete(f"/admin{path}")).status_code == 200
    await told(ben)
    await react(ada, post)
    await told(ben, "reaction")
    assert (await ada.delete(f"/admin/posts/{post['id']}")).status_code == 200
    await settled(database_url)
    assert await rows(ben) == []


async def test_a_type_that_is_off_makes_no_row(people: People, database_url: str) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await prefer(ada, types={"reaction": {"in_app": False}, "new_post": {"in_app": False}})
    post = await publish(ada)
    await publish(ben)
    await react(ben, post)
    await comment(ben, post)
    await told(ada, "new_comment")
    await settled(database_url)
    assert await unread(ada) == 1
    await prefer(ada, types={"reaction": {"in_app": True}, "new_post": {"in_app": True}})
    assert [one["type"] for one in await rows(ada)] == ["new_comment"]
    assert await unread(ada) == 2


async def test_a_member_who_left_is_counted_no_more(people: People) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    await ben.post(f"/users/{ada.id}/follow")
    await told(ada, "follow")
    await ada.delete(f"/admin/users/{ben.id}")
    assert await rows(ada) == []
    await ada.post(f"/admin/users/{ben.id}/restore")
    assert len(await rows(ada)) == 1
