"""A right that ends, and that nothing committed after it is delivered."""

import asyncio

import pytest

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.push import Withdrawal
from longhouse.realtime.withdrawals import CHANNEL
from realtime.house import FakeSink, House, Members, a_member, still_waiting

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


async def test_a_kick_that_nobody_settles_ends_the_right_after_five_seconds(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    await house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN)).prepare()
    await house.publish(KITCHEN, "soup")
    await house.pass_time(4.9)
    assert client.of_type("unsubscribed") == []
    await house.pass_time(0.2)
    client.catch_breath()
    assert len(client.of_type("unsubscribed")) == 1
    assert client.texts() == []


async def test_a_logout_that_nobody_settles_sends_the_client_away_to_come_back(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    client = await house.connect(ada)
    await house.withdraw(Withdrawal(user_id=str(ada.user_id))).prepare()
    await house.pass_time(5.1)
    assert client.sink.closed == (4408, "Please come back.")


async def test_the_way_in_stays_closed_while_a_forgotten_commit_may_still_come(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN)).prepare()
    await house.pass_time(10)
    asking = asyncio.create_task(client.ask("subscribe", {"topics": {KITCHEN: None}}))
    await house.pass_time(5.1)
    assert (await asking)["data"]["code"] == "UNAVAILABLE"
    await house.pass_time(60)
    assert (await client.subscribe(KITCHEN))["offset"] == 0


async def test_a_commit_that_comes_late_still_ends_what_was_let_in_before(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    await kick.prepare()
    await house.pass_time(80)
    await client.subscribe(KITCHEN)
    await kick.committed()
    await house.publish(KITCHEN, "soup")
    client.catch_breath()
    assert client.texts() == []


async def test_two_withdrawals_at_once_hold_until_the_last_is_settled(
    house: House, members: Members
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))
    logout = house.withdraw(Withdrawal(user_id=str(ada.user_id)))
    await kick.prepare()
    await logout.prepare()
    await house.publish(KITCHEN, "soup")
    await kick.rolled_back()
    assert client.texts() == []
    await logout.rolled_back()
    client.catch_breath()
    assert client.texts() == ["soup"]


async def test_what_is_held_is_bounded(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    await house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN)).prepare()
    for _ in range(14):
        await house.publish(KITCHEN, "x" * 20_000)
    assert client.sink.closed is not None
    assert client.sink.closed[0] == 4408


async def test_nothing_is_kept_of_what_has_settled(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    for _ in range(5):
        kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic="room:other"))
        await kick.prepare()
        await kick.committed()
    kept = {
        name: value
        for part in (house.withdrawals, house.hub)
        for name, value in vars(part).items()
        if name in ("_freezes", "_of_member", "_watches", "_frozen")
    }
    del kept["_of_member"]
    assert kept == {"_freezes": {}, "_watches": {}, "_frozen": {}}


async def test_a_withdrawal_that_cannot_be_told_does_not_commit(
    house: House, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = a_member("ada")
    members.let(ada, KITCHEN)
    client = await house.connect(ada)
    await client.subscribe(KITCHEN)
    kick = house.withdraw(Withdrawal(user_id=str(ada.user_id), topic=KITCHEN))

    async def cut_off(channel: str, payload: bytes) -> None:
        raise Unavailable

    monkeypatch.setattr(house.live, "signal", cut_off)
    with pytest.raises(Unavailable):
        await kick.prepare()
    await house.publish(KITCHEN, "soup")
    await kick.rolled_back()
    assert client.texts() == ["soup"]


async def test_a_refused_member_is_not_registered(house: House, members: Members) -> None:
    ada = a_member("ada")
    members.ended.add(ada.session_id)
    with pytest.raises(Unauthorized):
        await house.realtime.door.admit(ada, FakeSink())
    assert len(house.hub) == 0
