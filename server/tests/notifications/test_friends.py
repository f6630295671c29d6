"""What is told of friendships: that somebody asks, and that somebody accepted."""

from graph.steps import ask, respond
from notifications.steps import rows, settled, told, unread, who
from support.people import People


async def test_who_is_asked_is_told_and_who_asked_hears_that_it_was_accepted(
    people: People, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    request = await ask(ben, ada)
    [one] = await told(ada, "friend_request")
    assert (who(one), await unread(ada)) == (["ben"], 1)
    await respond(ada, request, "accept")
    [accepted] = await told(ben, "friend_accepted")
    assert who(accepted) == ["ada"]
    await settled(database_url)
    assert await rows(ada) == [], "what was answered waits no longer, and friends follow anyway"
    assert len(await rows(ben)) == 1


async def test_several_who_ask_are_one_row_until_each_is_answered(
    people: People, database_url: str
) -> None:
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    first = await ask(ben, ada)
    await told(ada, "friend_request")
    second = await ask(carla, ada)
    await settled(database_url)
    [one] = await rows(ada)
    assert who(one) == ["carla", "ben"]
    await respond(ada, first, "decline")
    await settled(database_url)
    assert who((await rows(ada))[0]) == ["carla"]
    assert (await carla.delete(f"/friend-requests/{second['id']}")).status_code == 200
    await settled(database_url)
    assert await rows(ada) == []
    assert await rows(ben) == [], "that somebody declined is not news"


async def test_nobody_hears_of_the_wish_of_whom_they_muted(
    people: People, database_url: str
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    assert (await ada.post(f"/users/{ben.id}/mute")).status_code == 200
    await ask(ben, ada)
    await settled(database_url)
    assert await rows(ada) == []
