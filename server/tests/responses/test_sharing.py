"""Who shared a post and with which words, and what somebody shared."""

from posts.steps import publish
from support.people import People, Person


async def shared_by(person: Person, reference: str) -> list[tuple[str, str | None]]:
    shares = (await person.get(f"/users/{reference}/shares")).json()["shares"]
    return [(share["post"]["content"], share["comment"]) for share in shares]


async def test_a_reader_sees_who_shared_a_post_and_with_which_words(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    post = await publish(ben, "The harbour at six")
    for person, words in ((carla, "Look at the light"), (dora, None)):
        body = {} if words is None else {"comment": words}
        assert (await person.post(f"/posts/{post['id']}/share", body)).status_code == 201
    page = (await ben.get(f"/posts/{post['id']}/shares?limit=1")).json()
    [latest] = page["shares"]
    assert (latest["user"]["username"], latest["comment"]) == ("dora", None)
    rest = await ben.get(f"/posts/{post['id']}/shares?cursor={page['meta']['cursor']}")
    assert [share["comment"] for share in rest.json()["shares"]] == ["Look at the light"]
    assert await shared_by(ben, "@carla") == [("The harbour at six", "Look at the light")]
    assert await shared_by(carla, "me") == [("The harbour at six", "Look at the light")]


async def test_shares_are_shown_only_to_who_may_see_post_and_person(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await carla.post(f"/users/{ben.id}/follow")
    secret = await publish(ben, "For followers", visibility="followers")
    open_to_all = await publish(ben, "For all")
    for post in (secret, open_to_all):
        await carla.post(f"/posts/{post['id']}/share", {"comment": "Psst"})
    assert (await dora.get(f"/posts/{secret['id']}/shares")).status_code == 404
    assert await shared_by(dora, "@carla") == [("For all", "Psst")]
    await carla.post(f"/users/{dora.id}/block")
    answer = await dora.get(f"/posts/{open_to_all['id']}/shares")
    assert answer.json()["shares"] == []
    assert (await dora.get("/users/@carla/shares")).status_code == 404
    await ben.delete(f"/posts/{open_to_all['id']}")
    assert await shared_by(ben, "@carla") == [("For followers", "Psst")]
