"""Withdrawals that are not settled, overlap, or cannot be told."""

import asyncio

import pytest

from longhouse.kernel.errors import Unauthorized, Unavailable
from longhouse.kernel.push import Withdrawal
from realtime.house import FakeSink, House, Members, a_member

KITCHEN = "room:kitchen"


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
