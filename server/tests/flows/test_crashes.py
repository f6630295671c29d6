"""A house that is killed again and again forgets nothing that it has acknowledged."""

import asyncio
import functools
import random
from collections import Counter
from uuid import uuid4

import httpx
import pytest

from flows.conftest import MakeHouse
from support.browsing import ADMINS, Browser, Frame, Listening
from support.people import PASSWORD
from support.running import RunningHouse
from support.waiting import until

pytestmark = pytest.mark.slow

ROUNDS = 5
SEED = 20_260_501


class Writer:
    """Makes invites, each under a key, until one of its calls is not answered."""

    def __init__(self, browser: Browser) -> None:
        self.acknowledged: dict[str, str] = {}
        """The id of the invite that was made, by key."""
        self.unanswered: list[str] = []
        self._browser = browser

    async def write(self) -> None:
        while True:
            key = str(uuid4())
            try:
                await self.make(key)
            except httpx.TransportError:
                self.unanswered.append(key)
                return

    async def make(self, key: str) -> None:
        answer = await self._browser.client.post(
            "admin/invites",
            json={"max_uses": 1, "expires_in_days": 7, "note": key},
            headers={"Idempotency-Key": key},
        )
        assert answer.status_code in (201, 503), answer.text
        if answer.status_code == 201:
            made = answer.json()["invite"]["id"]
            assert self.acknowledged.setdefault(key, made) == made

    async def try_again(self) -> None:
        for key in (*self.unanswered, *self.acknowledged):
            await self.make(key)
            assert key in self.acknowledged
        self.unanswered.clear()


class Newcomers:
    """Register one after the other; whoever was told that they are in is remembered."""

    def __init__(self, browser: Browser) -> None:
        self.registered: list[str] = []
        self._browser = browser

    async def arrive(self) -> None:
        while True:
            name = f"guest-{uuid4().hex[:12]}"
            try:
                answer = await self._browser.client.post(
                    "auth/register", json={"username": name, "password": PASSWORD}
                )
            except httpx.TransportError:
                return
            if answer.status_code == 201:
                self.registered.append(name)


def check_told_without_gap(listening: Listening, *, after_a_crash: bool) -> None:
    """What one socket heard: every offset once, every event once; whoever had heard something
    before the crash is told that this cannot be continued, and reads anew."""
    reply = listening.reply
    assert reply is not None
    assert reply.get("recovered") is (False if after_a_crash else None)
    offsets = [event["offset"] for event in listening.events]
    first = reply["offset"] + 1
    assert offsets == list(range(first, first + len(offsets))), f"seed {SEED}"
    assert len({event["event_id"] for event in listening.events}) == len(offsets)


async def live_until_killed(
    house: RunningHouse, seconds: float, writers: list[Writer], guests: Newcomers
) -> None:
    """Everybody works until the house is killed in the midst of it."""
    work = [asyncio.create_task(writer.write()) for writer in writers]
    work.append(asyncio.create_task(guests.arrive()))
    await asyncio.sleep(seconds)  # when it is killed is the experiment, not a wait for something
    await house.kill()
    await asyncio.gather(*work)


async def all_invites(ada: Browser) -> dict[str, str]:
    """Every invite that there is: its note, which is its key, by its id."""
    found: dict[str, str] = {}
    cursor = ""
    while True:
        page = (await ada.client.get(f"admin/invites?limit=100{cursor}")).json()
        found |= {invite["id"]: invite["note"] for invite in page["invites"]}
        if not page["meta"]["has_more"]:
            return found
        cursor = f"&cursor={page['meta']['cursor']}"


async def test_what_was_acknowledged_outlives_every_crash(house_of: MakeHouse) -> None:
    chance = random.Random(SEED)
    house = house_of()
    await house.start()
    ada = Browser(house, "ada")
    await ada.become_first_admin()
    writers = [Writer(ada) for _ in range(4)]
    guests = Newcomers(ada)
    position: Frame | None = None
    heard = 0
    for _ in range(ROUNDS):
        async with ada.listen(ADMINS, position) as listening:
            for writer in writers:
                await writer.try_again()
            await live_until_killed(house, chance.uniform(0.05, 0.7), writers, guests)
            await until(functools.partial(getattr, listening, "closed"))
            check_told_without_gap(listening, after_a_crash=position is not None)
            heard += len(listening.events)
            reply = listening.reply
            assert reply is not None
            position = {
                "epoch": reply["epoch"],
                "offset": reply["offset"] + len(listening.events),
            }
        await house.start()
    assert heard > 0
    for writer in writers:
        await writer.try_again()
    await check_all_is_there(ada, writers, guests)
    assert (await ada.client.get("admin/audit-logs")).status_code == 200
    await ada.close()
    assert await house.stop() == 0


async def check_all_is_there(ada: Browser, writers: list[Writer], guests: Newcomers) -> None:
    acknowledged = {made: key for w in writers for key, made in w.acknowledged.items()}
    assert len(acknowledged) > 10, "the house was killed before anybody had done anything"
    there = await all_invites(ada)
    assert there == acknowledged, f"seed {SEED}"
    made = Counter(there.values())
    assert max(made.values()) == 1, "a key made two things"
    waiting = (await ada.client.get("admin/users?status=pending&limit=1")).json()
    assert waiting["meta"]["pending_count"] >= len(guests.registered) > 0
    for name in guests.registered:
        found = (await ada.client.get(f"admin/users?status=pending&q={name}")).json()["users"]
        assert [member["username"] for member in found] == [name]
