"""A right that ends, and that nothing committed after it is delivered."""

import asyncio

import pytest

from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.withdrawals import CHANNEL
from realtime.house import House, Members, a_member, still_waiting

KITCHEN, GARDEN = "room:kitchen", "room:garden"


async def test_who_is_kicked_hears_nothing_that_is_committed_after(
    house: House, members: Members
) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    members.let(ada, KITCHEN, GARDEN)
    members.let(ben, KITCHEN)
    hers, his = await house.connect(ada), await house.connect(ben)
    await hers.subscribe(KITCHEN, GARDEN)
    await his.subscribe(KITCHEN)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN, reason="KICKED"))
    await house.publish(KITCHEN, "before")
    await kick.prepare()
    await house.publish(KITCHEN, "after the commit, before the process knows of it")
    members.rights.discard((ada.user_id, KITCHEN))
    await kick.committed()
    await house.publish(KITCHEN, "after")
    await house.publish(GARDEN, "carrots")
    hers.catch_breath()
    his.catch_breath()
    assert hers.texts() == ["before", "carrots"]
    assert hers.of_type("unsubscribed") == [
        {"type": "unsubscribed", "topic": KITCHEN, "data": {"code": "KICKED"}}
    ]
    assert len(his.texts()) == 3


async def test_a_kick_that_is_rolled_back_costs_nothing(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await kick.prepare()
    await house.publish(KITCHEN, "soup")
    assert client.texts() == []
    await kick.rolled_back()
    await house.publish(KITCHEN, "bread")
    client.catch_breath()
    assert client.texts() == ["soup", "bread"]
    assert client.of_type("unsubscribed") == []


async def test_a_transaction_that_fails_early_tells_nobody(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    told: list[bytes] = []
    await house.live.hear(CHANNEL, told.append)
    await house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN)).rolled_back()
    await house.publish(KITCHEN, "soup")
    assert told == []
    assert client.texts() == ["soup"]


async def test_the_sockets_of_an_ended_session_are_closed_and_no_others(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    elsewhere = a_member("ada", ada.user_id)
    members.let(ada, KITCHEN)
    phone, laptop = await house.connect(ada), await house.connect(elsewhere)
    await phone.subscribe(KITCHEN)
    await laptop.subscribe(KITCHEN)
    logout = house.withdraw(
        Withdrawal(user_id=str(ada.user_id), session_id=str(ada.session_id), reason="SESSION_ENDED")
    )
    await logout.prepare()
    await house.publish(KITCHEN, "soup")
    assert phone.sink.closed is None
    await logout.committed()
    assert phone.sink.closed == (4401, "SESSION_ENDED")
    assert (phone.texts(), laptop.texts()) == ([], ["soup"])
    assert laptop.sink.closed is None


async def test_a_logout_that_is_rolled_back_keeps_the_socket(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    logout = house.withdraw(Withdrawal(user_id=str(ada.user_id)))
    await logout.prepare()
    await house.publish(KITCHEN, "soup")
    await logout.rolled_back()
    client.catch_breath()
    assert client.sink.closed is None
    assert client.texts() == ["soup"]


async def test_who_subscribes_while_a_kick_is_under_way_waits_for_its_end(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await kick.prepare()
    asking = asyncio.create_task(client.ask("subscribe", {"topics": {KITCHEN: None}}))
    assert await still_waiting(asking)
    members.rights.clear()
    await kick.committed()
    assert (await asking)["data"]["code"] == "NOT_FOUND"


async def test_a_kick_that_begins_after_the_right_was_asked_for_still_counts(
    house: House, members: Members
) -> None:
    """The answer `yes` is on its way when the kick is committed."""
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    start = await house.live.position(KITCHEN)
    client = await house.connect(ada)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))

    async def kicked_meanwhile() -> None:
        members.before_answer = None
        await kick.prepare()
        members.rights.clear()
        await kick.committed()
        await house.publish(KITCHEN, "secret")

    members.before_answer = kicked_meanwhile
    refused = await client.ask(
        "subscribe", {"topics": {KITCHEN: {"epoch": start.epoch, "offset": 0}}}
    )
    await house.publish(KITCHEN, "secret too")
    client.catch_breath()
    assert refused["data"]["code"] == "NOT_FOUND"
    assert client.texts() == []


async def test_a_kick_that_is_rolled_back_while_one_subscribes_leaves_no_gap(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    start = await house.live.position(KITCHEN)
    await house.publish(KITCHEN, "soup")
    client = await house.connect(ada)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))

    async def kicked_meanwhile() -> None:
        members.before_answer = None
        await kick.prepare()

    members.before_answer = kicked_meanwhile
    place = {"epoch": start.epoch, "offset": 0}
    asking = asyncio.create_task(client.ask("subscribe", {"topics": {KITCHEN: place}}))
    assert await still_waiting(asking)
    await house.publish(KITCHEN, "bread")
    assert client.texts() == []
    await kick.rolled_back()
    answer = await asking
    client.catch_breath()
    assert answer["data"][KITCHEN] == {"epoch": start.epoch, "offset": 1, "recovered": True}
    assert client.texts() == ["soup", "bread"]


async def test_who_leaves_while_they_wait_leaves_nothing_behind(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await kick.prepare()
    asking = asyncio.create_task(client.say("subscribe", {"topics": {KITCHEN: None}}))
    assert await still_waiting(asking)
    client.leave()
    await kick.rolled_back()
    await asking
    assert house.hub.listeners(KITCHEN) == []


async def test_a_new_socket_waits_while_its_session_is_about_to_end(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    logout = house.withdraw(Withdrawal(user_id=str(ada.user_id)))
    await logout.prepare()
    knocking = asyncio.create_task(house.connect(ada))
    assert await still_waiting(knocking)
    members.ended.add(ada.session_id)
    await logout.committed()
    with pytest.raises(Unauthorized):
        await knocking
    assert len(house.hub) == 0


async def test_a_session_that_ends_while_its_answer_travels_is_not_let_in(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    logout = house.withdraw(Withdrawal(user_id=str(ada.user_id)))

    async def ended_meanwhile() -> None:
        members.before_answer = None
        await logout.prepare()
        members.ended.add(ada.session_id)
        await logout.committed()

    members.before_answer = ended_meanwhile
    with pytest.raises(Unauthorized):
        await house.connect(ada)
