"""Who is let in, from where, and with what."""

import pytest

from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.principal import Principal
from longhouse.realtime.door import Refusal, Scope
from longhouse.realtime.tickets import Tickets
from realtime.house import FakeSink, House, Members, a_member
from support.clocks import FakeClock

OURS = (b"origin", b"https://house.example")
COOKIE = (b"cookie", b"session_id=secret")


def knock(*headers: tuple[bytes, bytes], query: bytes = b"") -> Scope:
    return {
        "type": "websocket",
        "scheme": "wss",
        "query_string": query,
        "headers": [(b"host", b"house.example"), *headers],
    }


async def recognise(house: House, scope: Scope) -> Principal | None:
    door = house.realtime.door
    return await door.recognise(scope, door.knock("203.0.113.9"))


async def test_a_cookie_counts_together_with_our_origin(house: House) -> None:
    house.shown = a_member("ada")
    assert await recognise(house, knock(OURS, COOKIE)) == house.shown


@pytest.mark.parametrize(
    "origin", [b"https://evil.example", b"null", b"", b"https://house.example.evil.example"]
)
async def test_a_page_of_another_site_is_refused(house: House, origin: bytes) -> None:
    house.shown = a_member("ada")
    with pytest.raises(Refusal) as refused:
        await recognise(house, knock((b"origin", origin), COOKIE))
    assert refused.value.status == 403


async def test_two_origins_are_refused(house: House) -> None:
    with pytest.raises(Refusal):
        await recognise(house, knock(OURS, OURS))


async def test_without_an_origin_the_cookie_is_not_looked_at(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Scope] = []

    async def look(scope: Scope) -> None:
        seen.append(scope)

    monkeypatch.setattr(house.realtime.door, "_authenticate", look)
    bearer = (b"authorization", b"Bearer token")
    assert await recognise(house, knock(COOKIE, bearer)) is None
    assert [name for name, _ in seen[0]["headers"]] == [b"host", b"authorization"]


async def test_a_query_is_refused_whatever_it_holds(house: House) -> None:
    with pytest.raises(Refusal) as refused:
        await recognise(house, knock(OURS, COOKIE, query=b"ticket=secret"))
    assert refused.value.status == 400


async def test_nobody_is_let_in_while_the_house_stops(house: House) -> None:
    await house.realtime.shutdown()
    with pytest.raises(Refusal) as refused:
        await recognise(house, knock(OURS, COOKIE))
    assert refused.value.status == 503


# Tickets


def first_frame(ticket: str) -> str:
    return f'{{"type":"authenticate","data":{{"ticket":"{ticket}"}}}}'


async def test_a_ticket_lets_its_member_in_once(house: House) -> None:
    ada = a_member("ada")
    ticket = await house.realtime.tickets.issue(ada)
    assert await house.realtime.door.redeem(first_frame(ticket)) == ada
    with pytest.raises(Unauthorized):
        await house.realtime.door.redeem(first_frame(ticket))


async def test_a_ticket_is_for_whom_it_was_issued(house: House) -> None:
    ada, ben = a_member("ada"), a_member("ben")
    hers, his = [await house.realtime.tickets.issue(person) for person in (ada, ben)]
    assert hers != his
    assert await house.realtime.door.redeem(first_frame(his)) == ben
    assert await house.realtime.door.redeem(first_frame(hers)) == ada


async def test_a_ticket_is_good_for_a_minute(house: House) -> None:
    ticket = await house.realtime.tickets.issue(a_member("ada"))
    house.timers.advance(60)
    with pytest.raises(Unauthorized):
        await house.realtime.door.redeem(first_frame(ticket))


async def test_a_ticket_does_not_outlive_its_session(house: House, members: Members) -> None:
    ada = a_member("ada")
    ticket = await house.realtime.tickets.issue(ada)
    members.ended.add(ada.session_id)
    principal = await house.realtime.door.redeem(first_frame(ticket))
    with pytest.raises(Unauthorized):
        await house.realtime.door.admit(principal, FakeSink())


@pytest.mark.parametrize(
    "line", ["", "nonsense", '{"type":"ping"}', first_frame(""), first_frame("unknown")]
)
async def test_anything_else_in_the_first_frame_is_refused(house: House, line: str) -> None:
    with pytest.raises(Unauthorized):
        await house.realtime.door.redeem(line)


async def test_a_ticket_cannot_be_read_in_the_live_store() -> None:
    live = MemoryLive(FakeClock())
    ticket = await Tickets(live).issue(a_member("ada"))
    assert len(ticket) >= 43
    assert ticket not in repr(vars(live))
