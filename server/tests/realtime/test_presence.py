"""Who is online and who is typing."""

from longhouse.kernel.ids import UserId
from longhouse.kernel.push import Withdrawal
from realtime.house import House, Members, a_member
from support.waiting import settle

KITCHEN = "room:kitchen"


async def test_a_member_is_online_while_connected(house: House) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    client = await house.connect(ada)
    await settle()
    people = [ada.user_id, ben.user_id]
    assert await house.realtime.presence.online(people) == {ada.user_id}
    client.leave()
    await settle()
    assert await house.realtime.presence.online(people) == frozenset()


async def test_who_closes_one_of_two_connections_stays_online(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ada = a_member("ada")
    phone, tablet = await here.connect(ada), await here.connect(ada)
    laptop = await there.connect(ada)
    await settle()
    for client in (phone, tablet):
        client.leave()
        await settle()
        assert await here.realtime.presence.online([ada.user_id]) == {ada.user_id}
    laptop.leave()
    await settle()
    assert await here.realtime.presence.online([ada.user_id]) == frozenset()


async def test_pings_keep_a_member_online(house: House) -> None:
    ada = a_member("ada")
    client = await house.connect(ada, pings=True)
    for _ in range(8):
        await house.pass_time(26)
        client.connection.heard()
    assert await house.realtime.presence.online([ada.user_id]) == {ada.user_id}


async def test_who_vanished_with_their_process_is_offline_within_a_minute(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    ada = a_member("ada")
    await here.connect(ada)
    await settle()
    # The process dies: nothing of it runs again, and nobody says goodbye for it.
    await here.realtime.stop()
    here.timers.advance(61)
    assert await there.realtime.presence.online([ada.user_id]) == frozenset()


async def test_coming_and_going_is_told_once_for_each_member(
    two_houses: tuple[House, House],
) -> None:
    here, there = two_houses
    told: list[tuple[UserId, bool]] = []
    for house in two_houses:
        house.realtime.presence.on_change(lambda user, online: told.append((user, online)))
    ada = a_member("ada")
    phone = await here.connect(ada)
    await settle()
    laptop = await there.connect(ada)
    await settle()
    phone.leave()
    await settle()
    laptop.leave()
    await settle()
    assert told == [(ada.user_id, True), (ada.user_id, False)]


# Typing


async def test_typing_is_told_to_the_other_listeners(two_houses: tuple[House, House]) -> None:
    here, there = two_houses
    ada, ben = a_member("ada"), a_member("ben")
    for person in (ada, ben):
        here.members.let(person, KITCHEN)
    hers, also_hers, his = (
        await here.connect(ada),
        await there.connect(ada),
        await there.connect(ben),
    )
    for client in (hers, also_hers, his):
        await client.subscribe(KITCHEN)
    await hers.say("typing", {"topic": KITCHEN})
    his.catch_breath()
    (typing,) = his.of_type("typing")
    assert typing["topic"] == KITCHEN
    assert typing["data"] == {"user_id": str(ada.user_id), "username": "ada", "expires_in": 6}
    assert "offset" not in typing
    assert hers.of_type("typing") == also_hers.of_type("typing") == []


async def test_typing_is_never_kept(house: House, members: Members) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    hers = await house.connect(ada)
    here = await hers.subscribe(KITCHEN)
    await hers.say("typing", {"topic": KITCHEN})
    his = await house.connect(ben)
    assert await his.subscribe(KITCHEN, since=here) == here | {"recovered": True}
    assert his.of_type("typing") == []


async def test_who_may_not_listen_cannot_be_seen_typing(house: House, members: Members) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    hers, his = await house.connect(ada), await house.connect(ben)
    await hers.subscribe(KITCHEN)
    refused = await his.ask("typing", {"topic": KITCHEN})
    hers.catch_breath()
    assert refused["data"]["code"] == "NOT_FOUND"
    assert hers.of_type("typing") == []


async def test_who_is_being_kicked_neither_types_nor_sees_typing(
    house: House, members: Members
) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    hers, his = await house.connect(ada), await house.connect(ben)
    await hers.subscribe(KITCHEN)
    await his.subscribe(KITCHEN)
    await house.withdraw(Withdrawal(user_id=str(ben.user_id), topic=KITCHEN)).prepare()
    await his.say("typing", {"topic": KITCHEN})
    await hers.say("typing", {"topic": KITCHEN})
    for client in (hers, his):
        client.catch_breath()
        assert client.of_type("typing") == []


async def test_typing_at_every_key_is_told_now_and_then(house: House, members: Members) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN)
    members.let(ben, KITCHEN)
    hers, his = await house.connect(ada), await house.connect(ben)
    await hers.subscribe(KITCHEN)
    await his.subscribe(KITCHEN)
    for _ in range(14):
        await hers.say("typing", {"topic": KITCHEN})
        house.timers.advance(0.5)
    assert len(his.of_type("typing")) == 3
