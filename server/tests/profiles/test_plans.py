"""Search of people finds its rows by its indexes, in a town of many."""

import time

import pytest

from longhouse.app import Longhouse
from longhouse.features.profiles.store import people as store
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from profiles.crowd import settle
from support.people import People

_TOWN = 6_000
_FIRST_PAGE = (None, None, 21)


async def plan_of(read: Read, question: store.Question) -> str:
    sql = "EXPLAIN " + store._LIST[question.asks]  # pyright: ignore[reportPrivateUsage] -- the statement itself is looked at
    asked = store._asked(question)  # pyright: ignore[reportPrivateUsage]
    return "\n".join(await read.values(str, sql, *asked, *_FIRST_PAGE))


async def test_each_question_goes_along_its_index(
    people: People, longhouse: Longhouse, database_url: str
) -> None:
    ben = await people.member("ben")
    await settle(longhouse, database_url, _TOWN, ben.id)
    me: UserId = ben.id
    expected = {
        "face_by_words": store.Question(viewer=me, words="'name77':*", name="name77"),
        "face_by_interest": store.Question(viewer=me, interest="=own-9"),
        "face_by_place": store.Question(viewer=me, place_id=17),
        "face_pkey": store.Question(viewer=me),
    }
    async with longhouse.db.read() as read:
        for index, question in expected.items():
            plan = await plan_of(read, question)
            assert index in plan, plan
            assert "Seq Scan on face" not in plan, plan


@pytest.mark.parametrize("path", ["/people", "/people?q=ada", "/people?interest=own-9"])
async def test_a_page_of_people_is_read_in_no_time(
    people: People, longhouse: Longhouse, database_url: str, path: str
) -> None:
    """With much room, for machines that are busy: it is the order of size that is held."""
    ben = await people.member("ben")
    await settle(longhouse, database_url, _TOWN, ben.id)
    await ben.get(path)
    best = 10.0
    for _ in range(5):
        began = time.perf_counter()
        assert (await ben.get(path)).json()["people"]
        best = min(best, time.perf_counter() - began)
    assert best < 0.5
