"""What members said before the house learned something is read as it is meant."""

import asyncpg

from longhouse.kernel.migrate import folder
from profiles.steps import found, say, seen, show
from support.people import People

_FOLLOWS = (folder() / "0180_profiles_follows.sql").read_text("utf-8")
_INTERESTS = (folder() / "0181_profiles_named_interests.sql").read_text("utf-8")


async def test_who_hid_their_friends_hides_whom_they_follow_and_others_show_both(
    people: People, database_url: str
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    await show(ben, connections="private")
    await show(carla, connections="public")
    owner = await asyncpg.connect(database_url)
    try:
        await owner.execute(
            """
            UPDATE profiles.profile SET open_fields = array_remove(open_fields, 'follows'),
                friend_fields = array_remove(friend_fields, 'follows')
            """
        )
        await dora.post(f"/users/{carla.id}/follow")
        assert (await dora.get(f"/users/{carla.id}/followers")).json()["users"] == []
        for _ in range(2):
            await owner.execute(_FOLLOWS)
        kept = await owner.fetch("SELECT open_fields, friend_fields FROM profiles.profile")
    finally:
        await owner.close()
    assert [one["username"] for one in (
        await dora.get(f"/users/{carla.id}/followers")
    ).json()["users"]] == ["dora"]  # fmt: skip
    assert (await dora.get(f"/users/{ben.id}/followers")).json()["users"] == []
    for fields in (field for row in kept for field in row):
        assert ("follows" in fields) == ("connections" in fields)
        assert len(fields) == len(set(fields))


async def test_own_words_that_name_what_is_offered_are_found_with_it(
    people: People, database_url: str
) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await say(ben, interests=[{"id": "jazz"}, {"label": "old kettles"}])
    await show(ben, interests="public")
    owner = await asyncpg.connect(database_url)
    try:
        for table in ("profiles.profile", "profiles.face"):
            await owner.execute(
                f"""
                UPDATE {table} SET interests = '{{=schach,jazz,=old kettles,=fußball,chess}}'
                WHERE user_id = $1 AND cardinality(interests) > 0
                """,
                ben.id,
            )
        assert await found(carla, "interest=football") == []
        async with owner.transaction():
            await owner.execute(_INTERESTS)
    finally:
        await owner.close()
    user = (await seen(carla, ben))["user"]
    assert [one["id"] or one["label"] for one in user["interests"]] == [
        "chess", "jazz", "old kettles", "football",
    ]  # fmt: skip
    for question in ("interest=schach", "interest=chess", "q=chess", "q=Fußball", "q=football"):
        assert await found(carla, question) == ["ben"], question


async def test_own_words_are_what_is_offered_in_whichever_language(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    words = ("SCHACH", "Science  Fiction", "fussball", "chess", "töpfern", "Schachboxen")
    said = await say(ben, interests=[{"label": label} for label in words])
    assert [one["id"] or one["label"] for one in said["user"]["interests"]] == [
        "chess", "science-fiction", "football", "pottery", "schachboxen",
    ]  # fmt: skip
    await show(ben, interests="public")
    for interest in ("chess", "Schach", "Football", "Fußball", "schachboxen"):
        assert await found(carla, f"interest={interest}") == ["ben"], interest
    assert await found(carla, "interest=schachbox") == []
