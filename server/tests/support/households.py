"""A house with somebody in every state that a person can be in, for tables of everything."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import msgspec

from longhouse.app import Longhouse
from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel.config import Settings
from longhouse.kernel.settings import HttpSettings
from support.clocks import FakeClock
from support.houses import configure
from support.people import PASSWORD, People, Person

PLENTY = 1_000_000
GENERAL = "0190d6a0-0000-7000-8000-000000000007"
"""A section that every house begins with."""
GENEROUS: tuple[Settings, ...] = (
    HttpSettings(requests_per_minute=PLENTY, anonymous_requests_per_minute=PLENTY),
    IdentitySettings(
        sign_ins_a_minute=PLENTY, sign_ups_an_hour=PLENTY, reset_requests_an_hour=PLENTY
    ),
)
"""For tests in which how often one may ask is not the question."""


# Parameters that are no ids.
_WORDS = {"emoji": "❤️", "variant": "full"}


class Places(dict[str, object]):
    """What there is for a path's parameter, by name; of anything else, an id that nobody has."""

    def __missing__(self, name: str) -> str:
        return _WORDS.get(name) or str(uuid4())


class Household(msgspec.Struct, kw_only=True):
    ada: Person
    """An admin, just signed in."""
    ben: Person
    """A member, just signed in."""
    stranger: Person
    places: Places


@asynccontextmanager
async def open_house(
    database_url: str, data: Path, clock: FakeClock, *settings: Settings
) -> AsyncGenerator[Longhouse]:
    house = Longhouse(
        configure(database_url, data, *settings), frozenset({"http", "jobs"}), clock=clock
    )
    await house.open()
    try:
        yield house
    finally:
        await house.close()


async def furnish(people: People) -> Household:
    """Ada keeps the house, Ben lives in it, Petra waits to be let in, Dora has been deleted."""
    ada, ben = await people.admin("ada"), await people.member("ben")
    dora = await people.member("dora")
    assert (await ada.delete(f"/admin/users/{dora.id}")).status_code == 200
    petra = await people.stranger("petra").post(
        "/auth/register", {"username": "petra", "password": PASSWORD}
    )
    invite = await ada.post("/admin/invites", {"max_uses": 5, "expires_in_days": 7})
    elsewhere = people.stranger("ben", address="203.0.113.8")
    await elsewhere.sign_in()
    other = await elsewhere.get("/auth/session")
    post = await ben.post("/posts", {"content": "Good morning.", "section_id": GENERAL})
    media = await ben.post("/media", {"size": 11, "mime": "image/png", "name": "door.png"})
    return Household(
        ada=ada,
        ben=ben,
        stranger=people.stranger(),
        places=Places(
            user_id=petra.json()["id"],
            reference=ben.id,
            session_id=other.json()["session"]["id"],
            invite_id=invite.json()["invite"]["id"],
            deleted_id=dora.id,
            section_id=GENERAL,
            post_id=post.json()["post"]["id"],
            media_id=media.json()["media"]["id"],
        ),
    )
