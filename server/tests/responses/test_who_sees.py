"""Who sees which responses, and what is left of the counts for those who may not see somebody."""

from posts.steps import publish
from support.conversations import Thing, comment, react, reply, said, shown, thread
from support.people import People, Person


async def conversation(people: People) -> tuple[Person, Person, Person, Thing]:
    """Ben's post; Carla commented and reacted; Dora looks on."""
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    post = await publish(ben)
    await comment(carla, post, "From Carla")
    await react(carla, post, "👍")
    await react(dora, post, "👍")
    return ben, carla, dora, post


async def test_the_blocked_are_absent_from_threads_lists_and_counts(people: People) -> None:
    ben, carla, dora, post = await conversation(people)
    await dora.post(f"/users/{carla.id}/block")
    assert await said(dora, post) == []
    assert await said(ben, post) == ["From Carla"]
    for person, comments, thumbs in ((dora, 0, 1), (ben, 1, 2), (carla, 1, 1)):
        seen = await shown(person, post)
        assert seen["comment_count"] == comments, person.name
        assert (seen["reactions"], seen["reaction_count"]) == ({"👍": thumbs}, thumbs)
    reactions = (await dora.get(f"/posts/{post['id']}/reactions")).json()["reactions"]
    assert [one["user"]["username"] for one in reactions] == ["dora"]
    assert (await dora.get(f"/users/{carla.id}/comments")).status_code == 404


async def test_what_hangs_below_somebody_unseen_is_kept_together_by_a_husk(people: People) -> None:
    ben, carla, dora, post = await conversation(people)
    [above] = await thread(ben, post)
    await reply(ben, above, "From Ben")
    await dora.post(f"/users/{carla.id}/block")
    [husk] = await thread(dora, post)
    assert (husk["content"], husk["author"], husk["user_id"]) == ("", None, None)
    assert (husk["reactions"], husk["mentions"], husk["reply_count"]) == ({}, [], 1)
    assert husk["deleted_at"] is not None
    assert await said(dora, post, f"parent={above['id']}") == ["From Ben"]
    assert await react(dora, above) == 404
    answer = {"post_id": post["id"], "content": "Hm", "parent_comment_id": above["id"]}
    assert (await dora.post("/comments", answer)).status_code == 422


async def test_counts_below_a_comment_leave_out_the_unseen(people: People) -> None:
    ben, carla, dora, post = await conversation(people)
    top = await comment(ben, post, "From Ben")
    await reply(carla, top, "From Carla to Ben")
    await react(carla, top, "🎉")
    await dora.post(f"/users/{carla.id}/block")
    [seen] = await thread(dora, post)
    assert (seen["reply_count"], seen["reactions"], seen["reaction_count"]) == (0, {}, 0)
    [_, seen] = await thread(ben, post)
    assert (seen["reply_count"], seen["reactions"], seen["reaction_count"]) == (1, {"🎉": 1}, 1)


async def test_who_may_not_see_a_post_does_nothing_to_it(people: People) -> None:
    ben, carla, dora, post = await conversation(people)
    [made] = await thread(ben, post)
    await carla.post(f"/posts/{post['id']}/save")
    secret = await publish(ben, "For friends", visibility="followers")
    await ben.post(f"/users/{carla.id}/block")
    for person, hidden in ((carla, post), (dora, secret)):
        path = f"/posts/{hidden['id']}"
        answers = [
            await person.get(path),
            await person.get(f"{path}/comments"),
            await person.get(f"{path}/reactions"),
            await person.post("/comments", {"post_id": hidden["id"], "content": "Hm"}),
            await person.post(f"{path}/reactions", {"emoji": "👍"}),
            await person.delete(f"{path}/reactions/👍"),
            await person.post(f"{path}/like"),
            await person.delete(f"{path}/like"),
            await person.post(f"{path}/save"),
            await person.post(f"{path}/share", {}),
        ]
        assert {answer.status_code for answer in answers} == {404}
    own = f"/comments/{made['id']}"
    assert (await carla.patch(own, {"content": "Hm"})).status_code == 404
    assert (await carla.get(f"{own}/reactions")).status_code == 404
    assert (await carla.get("/users/me/comments")).json()["comments"] == []
    assert (await carla.get("/users/me/saved")).json()["posts"] == []
    assert (await carla.delete(f"/posts/{post['id']}/save")).status_code == 200
    assert (await carla.delete(own)).status_code == 200


async def test_a_follower_answers_what_is_for_followers(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await carla.post(f"/users/{ben.id}/follow")
    secret = await publish(ben, "For friends", visibility="followers")
    await comment(carla, secret, "Thank you")
    assert await react(carla, secret) == 201
    assert await said(ben, secret) == ["Thank you"]
