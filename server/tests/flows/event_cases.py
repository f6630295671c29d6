"""An act for each kind of event that is told live."""

from collections.abc import AsyncGenerator

from flows.event_stage import Act, Case, Stage
from flows.friend_cases import FRIEND_CASES
from flows.moderation_cases import MODERATION_CASES
from flows.notification_cases import NOTIFICATION_CASES
from longhouse.features.identity.jobs import schedules
from support.people import PASSWORD

Played = AsyncGenerator[None]
MONTH = 31 * 24 * 3600


async def someone_registers(stage: Stage) -> Played:
    """Petra asks to be let in."""
    yield
    await stage.knock("petra")


async def someone_is_let_in(stage: Stage) -> Played:
    """Petra has asked to be let in, and Ada lets her in."""
    petra = await stage.knock("petra")
    yield
    await stage.ada.post(f"/admin/users/{petra}/approve")


async def someone_is_turned_away(stage: Stage) -> Played:
    """Petra has asked to be let in, and Ada turns her away."""
    petra = await stage.knock("petra")
    yield
    await stage.ada.delete(f"/admin/users/{petra}")


async def a_member_is_deleted(stage: Stage) -> Played:
    """Ada deletes Ben's account."""
    yield
    await stage.ada.delete(f"/admin/users/{stage.ben.id}")


async def a_member_is_restored(stage: Stage) -> Played:
    """Ben's account was deleted, and Ada brings it back."""
    await stage.ada.delete(f"/admin/users/{stage.ben.id}")
    yield
    await stage.ada.post(f"/admin/users/{stage.ben.id}/restore")


async def a_member_is_erased(stage: Stage) -> Played:
    """Ben's account was deleted a month ago, and is erased."""
    await stage.ada.delete(f"/admin/users/{stage.ben.id}")
    stage.clock.advance(MONTH)
    await stage.ada.sign_in()
    yield
    members = stage.longhouse.modules[0].dependencies["members"]
    erase = next(s for s in schedules(members) if "erase" in s.name)  # pyright: ignore[reportArgumentType] -- a module's services are objects to everybody else
    async with stage.longhouse.db.transaction() as tx:
        await erase.run(tx)


async def an_address_changes(stage: Stage) -> Played:
    """Ben gives the house his e-mail address."""
    yield
    wish = {"email": "ben@example.org", "current_password": PASSWORD}
    assert (await stage.ben.patch("/auth/email", wish)).status_code == 200


async def power_is_shared(stage: Stage) -> Played:
    """Ada makes Ben an admin."""
    yield
    await stage.ada.patch(f"/admin/users/{stage.ben.id}", {"is_admin": True})


async def power_is_taken_back(stage: Stage) -> Played:
    """Ben was an admin, and Ada takes that back."""
    await stage.ada.patch(f"/admin/users/{stage.ben.id}", {"is_admin": True})
    yield
    await stage.ada.patch(f"/admin/users/{stage.ben.id}", {"is_admin": False})


async def a_sign_in(stage: Stage) -> Played:
    """Ben signs in on his phone too."""
    yield
    await stage.people.stranger("ben", address="203.0.113.8").sign_in()


async def a_sign_out(stage: Stage) -> Played:
    """Ben signs out on his phone."""
    phone = stage.people.stranger("ben", address="203.0.113.8")
    await phone.sign_in()
    yield
    await phone.post("/auth/logout")


async def the_house_is_renamed(stage: Stage) -> Played:
    """Ada gives the house another name and opens its door."""
    yield
    await stage.ada.patch("/admin/config", {"site_name": "Long Street", "signup_mode": "open"})


async def a_name_is_chosen(stage: Stage) -> Played:
    """Ben chooses a display name and says something about himself."""
    yield
    await stage.ben.patch("/users/me", {"display_name": "Ben Okri", "bio": "Keeps bees."})


async def it_gets_dark(stage: Stage) -> Played:
    """Ben prefers the dark, and large letters."""
    yield
    await stage.ben.patch("/users/me/settings", {"theme": "dark", "text_size": "large"})


def _cases(noun: str, acts: dict[str, Act]) -> list[Case]:
    return [Case(event, noun, act) for event, act in acts.items()]


CASES = [
    *FRIEND_CASES,
    *MODERATION_CASES,
    *NOTIFICATION_CASES,
    *_cases(
        "admin",
        {
            "identity.MemberRegistered": someone_registers,
            "identity.MemberApproved": someone_is_let_in,
            "identity.MemberRejected": someone_is_turned_away,
            "identity.MemberDeleted": a_member_is_deleted,
            "identity.MemberRestored": a_member_is_restored,
            "identity.MemberErased": a_member_is_erased,
            "identity.MemberChanged": an_address_changes,
            "identity.AdminGranted": power_is_shared,
            "identity.AdminRevoked": power_is_taken_back,
            "identity.ConfigChanged": the_house_is_renamed,
            "identity.ActRecorded": the_house_is_renamed,
            "profiles.ProfileChanged": a_name_is_chosen,
        },
    ),
    *_cases(
        "identity",
        {
            "identity.SessionStarted": a_sign_in,
            "identity.SessionEnded": a_sign_out,
            "identity.MemberChanged": an_address_changes,
            "identity.AdminGranted": power_is_shared,
        },
    ),
    *_cases(
        "profiles",
        {
            "profiles.ProfileChanged": a_name_is_chosen,
            "profiles.PreferencesChanged": it_gets_dark,
        },
    ),
]
