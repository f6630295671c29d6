"""Tickets and long-polling over HTTP, in a whole house."""

import pytest

from longhouse.app import Longhouse
from longhouse.kernel.errors import Unauthorized
from support.people import People


def first_frame(ticket: str) -> str:
    return f'{{"type":"authenticate","data":{{"ticket":"{ticket}"}}}}'


async def test_a_ticket_opens_the_door_once_for_whom_it_was_issued(
    longhouse: Longhouse, people: People
) -> None:
    ben = await people.member("ben")
    answer = (await ben.post("/auth/ws-ticket")).json()
    assert answer["expires_in"] == 60
    door = longhouse.realtime.door
    assert (await door.redeem(first_frame(answer["ticket"]))).user_id == ben.id
    with pytest.raises(Unauthorized):
        await door.redeem(first_frame(answer["ticket"]))


async def test_a_stranger_gets_no_ticket_and_no_events(people: People) -> None:
    stranger = people.stranger()
    assert (await stranger.post("/auth/ws-ticket")).status_code in (401, 403)
    assert (await stranger.get("/events?topics=site:admins")).status_code == 401


async def test_events_are_begun_with_topics_and_followed_with_the_cursor(people: People) -> None:
    ben = await people.member("ben")
    mine = f"user:{ben.id}"
    first = (await ben.get(f"/events?topics={mine},site:admins")).json()
    assert first["events"] == []
    assert set(first["topics"][mine]) == {"epoch", "offset"}
    assert first["topics"]["site:admins"]["code"] == "NOT_FOUND"
    renamed = await ben.patch("/users/me", {"display_name": "Ben of the kitchen"})
    assert renamed.status_code == 200
    second = (await ben.get(f"/events?cursor={first['meta']['cursor']}")).json()
    assert {event["topic"] for event in second["events"]} == {mine}
    assert second["events"][0]["offset"] == first["topics"][mine]["offset"] + 1
    assert second["topics"] == {}


@pytest.mark.parametrize("query", ["", "?topics=", "?topics=a:b&cursor=x", "?cursor=nonsense"])
async def test_a_question_that_makes_no_sense_is_refused(people: People, query: str) -> None:
    ben = await people.member("ben")
    assert (await ben.get(f"/events{query}")).status_code == 400


async def test_a_cursor_of_somebody_else_is_refused(people: People) -> None:
    ben, cleo = await people.member("ben"), await people.member("cleo")
    cursor = (await ben.get(f"/events?topics=user:{ben.id}")).json()["meta"]["cursor"]
    answer = await cleo.get(f"/events?cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_CURSOR")
