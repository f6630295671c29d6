"""An act for each kind of event of notifications that is told live."""

from collections.abc import AsyncGenerator
from typing import Any

from flows.event_stage import Act, Case, Stage
from support.households import GENERAL
from support.people import Person

Played = AsyncGenerator[None]


async def follow(stage: Stage) -> Person:
    carla = await stage.people.member("carla")
    assert (await carla.post(f"/users/{stage.ben.id}/follow")).status_code == 200
    await stage.told()
    return carla


async def first_of(person: Person) -> dict[str, Any]:
    return (await person.get("/notifications")).json()["notifications"][0]


async def someone_answers(stage: Stage) -> Played:
    """Carla follows Ben, and then comments on his post."""
    carla = await follow(stage)
    wish = {"content": "Who brings the bread?", "section_id": GENERAL}
    post = (await stage.ben.post("/posts", wish)).json()["post"]
    stage.clock.advance(60)
    yield
    answer = await carla.post("/comments", {"post_id": post["id"], "content": "I do."})
    assert answer.status_code == 201


async def one_is_read(stage: Stage) -> Played:
    """Ben reads that Carla follows him."""
    await follow(stage)
    one = await first_of(stage.ben)
    yield
    await stage.ben.patch(f"/notifications/{one['id']}", {"read": True})


async def one_is_taken_back(stage: Stage) -> Played:
    """Carla follows Ben and thinks better of it."""
    carla = await follow(stage)
    yield
    await carla.delete(f"/users/{stage.ben.id}/follow")


async def all_are_read(stage: Stage) -> Played:
    """Ben has seen everything."""
    await follow(stage)
    yield
    await stage.ben.post("/notifications/read-all", {})


async def mail_is_wanted(stage: Stage) -> Played:
    """Ben wants mail of mentions, and quiet nights."""
    yield
    await stage.ben.patch(
        "/notifications/preferences",
        {"types": {"mention": {"email": True}}, "quiet_hours": {"enabled": True}},
    )


async def a_section_is_left(stage: Stage) -> Played:
    """Ben wants to hear nothing more of General."""
    yield
    await stage.ben.delete(f"/sections/{GENERAL}/subscription")


async def a_section_is_joined(stage: Stage) -> Played:
    """Ben wants to hear of General again."""
    await stage.ben.delete(f"/sections/{GENERAL}/subscription")
    yield
    await stage.ben.put(f"/sections/{GENERAL}/subscription")


_ACTS: dict[str, Act] = {
    "notifications.Notified": someone_answers,
    "notifications.NotificationMarked": one_is_read,
    "notifications.NotificationRemoved": one_is_taken_back,
    "notifications.AllRead": all_are_read,
    "notifications.PreferencesChosen": mail_is_wanted,
    "notifications.SectionLeft": a_section_is_left,
    "notifications.SectionJoined": a_section_is_joined,
}
NOTIFICATION_CASES = [Case(event, "notifications", act) for event, act in _ACTS.items()]
