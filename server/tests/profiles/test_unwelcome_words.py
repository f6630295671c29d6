"""Words that nobody is to read are refused wherever members write about themselves."""

from collections.abc import Mapping

import pytest

from profiles.steps import say
from support.people import People

RUDE = "Hope you D1E"


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"bio": f"Kettles. {RUDE}, all."}, "bio"),
        ({"display_name": RUDE}, "display_name"),
        ({"pronouns": RUDE}, "pronouns"),
        ({"gender": RUDE}, "gender"),
        ({"interests": [{"id": "jazz"}, {"label": RUDE}]}, "interests.1"),
    ],
)
async def test_they_are_refused_by_the_name_of_the_field_and_not_repeated(
    people: People, wish: Mapping[str, object], field: str
) -> None:
    ben = await people.member("ben")
    before = (await ben.get("/users/me")).json()
    refused = await ben.patch("/users/me", dict(wish))
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_FIELDS")
    assert list(refused.json()["details"]["fields"]) == [field]
    assert "die" not in refused.text.lower()
    assert "d1e" not in refused.text.lower()
    assert (await ben.get("/users/me")).json() == before


async def test_everything_else_may_be_said(people: People) -> None:
    ben = await people.member("ben")
    kept = await say(ben, bio="I hope you can die-cast. Damn.", interests=[{"label": "dice"}])
    assert kept["user"]["bio"] == "I hope you can die-cast. Damn."
