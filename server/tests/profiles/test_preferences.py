"""How the house looks to a member."""

import pytest

from identity.witnesses import Ear
from support.people import People

DEFAULTS = {
    "theme": "system",
    "text_size": "normal",
    "reduce_motion": False,
    "locale": "auto",
    "timezone": "auto",
}


async def test_what_was_never_chosen_has_its_default(people: People) -> None:
    ben = await people.member("ben")
    assert (await ben.get("/users/me/settings")).json() == {"settings": DEFAULTS}


async def test_only_what_is_sent_changes(people: People) -> None:
    ben, carla = await people.member("ben"), await people.member("carla")
    await ben.patch("/users/me/settings", {"theme": "dark", "timezone": "Europe/Vienna"})
    changed = await ben.patch("/users/me/settings", {"reduce_motion": True})
    wanted = DEFAULTS | {"theme": "dark", "timezone": "Europe/Vienna", "reduce_motion": True}
    assert changed.json() == {"settings": wanted}
    assert (await ben.get("/users/me/settings")).json() == {"settings": wanted}
    assert (await carla.get("/users/me/settings")).json() == {"settings": DEFAULTS}


@pytest.mark.parametrize(
    "body",
    [
        {"theme": "pink"},
        {"text_size": 12},
        {"reduce_motion": "no"},
        {"locale": "english"},
        {"timezone": "Mars/Olympus"},
        {"theme": None},
        {"font": "serif"},
    ],
)
async def test_what_cannot_be_is_refused(people: People, body: dict[str, object]) -> None:
    ben = await people.member("ben")
    assert (await ben.patch("/users/me/settings", body)).status_code in (400, 422)
    assert (await ben.get("/users/me/settings")).json() == {"settings": DEFAULTS}


async def test_a_stranger_has_no_settings(people: People) -> None:
    stranger = people.stranger()
    assert (await stranger.get("/users/me/settings")).status_code == 401
    assert (await stranger.patch("/users/me/settings", {"theme": "dark"})).status_code == 401


async def test_every_device_of_a_member_hears_of_a_change(people: People, ear: Ear) -> None:
    ben = await people.member("ben")
    await ear.listen(f"user:{ben.id}")
    changed = await ben.patch("/users/me/settings", {"theme": "dark"})
    assert await ear.wait_for(f"user:{ben.id}", "settings_updated") == changed.json()
    await ben.patch("/users/me", {"display_name": "Benedikt"})
    assert await ear.wait_for(f"user:{ben.id}", "profile_updated") == {
        "user": (await ben.get("/users/me?as=stranger")).json()["user"]
    }
