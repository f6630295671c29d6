"""What people do in many tests of identity."""

import base64
from datetime import datetime
from typing import Any

import httpx

from longhouse.features.identity.policy import totp
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person


async def set_email(person: Person, address: str) -> None:
    answer = await person.patch("/auth/email", {"email": address, "current_password": PASSWORD})
    assert answer.status_code == 200, answer.text


def code_at(secret: str, now: datetime, *, steps_ago: int = 0) -> str:
    raw = base64.b32decode(secret)
    return totp.code_for(raw, totp.step_at(now) - steps_ago)


async def switch_on(person: Person, clock: FakeClock) -> tuple[str, list[str]]:
    """The secret and the recovery codes; the current step is used up by confirming."""
    begun = (await person.post("/auth/second-factor")).json()["second_factor"]
    confirmed = await person.post(
        "/auth/second-factor/confirm", {"code": code_at(begun["secret"], clock.now())}
    )
    assert confirmed.status_code == 200, confirmed.text
    clock.advance(30)
    return begun["secret"], confirmed.json()["recovery_codes"]


async def tokens_of(person: Person, **more: object) -> dict[str, Any]:
    answer = await person.post(
        "/auth/token", {"username": person.name, "password": PASSWORD, **more}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def who(people: People, access_token: str) -> httpx.Response:
    client = people.stranger().client
    return await client.get("auth/session", headers={"Authorization": f"Bearer {access_token}"})
