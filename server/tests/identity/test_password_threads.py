"""Hashing beside the event loop: bounded, and refused in time rather than queued for ever."""

import asyncio

import pytest

from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel.errors import Unavailable

SETTINGS = IdentitySettings(bcrypt_cost=4, hashing_threads=1, hashing_queue=2)


async def test_more_than_may_wait_are_put_off() -> None:
    passwords = Passwords(SETTINGS)
    outcomes = await asyncio.gather(
        *(passwords.hash("copper kettle") for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 3
    refused = [outcome for outcome in outcomes if isinstance(outcome, Unavailable)]
    assert [error.headers["Retry-After"] for error in refused] == ["5", "5"]


async def test_there_is_room_again_when_the_work_is_done() -> None:
    passwords = Passwords(SETTINGS)
    stored = [await passwords.hash("copper kettle") for _ in range(5)]
    assert await passwords.verify("copper kettle", stored[-1])


async def test_the_loop_goes_on_while_a_password_is_hashed() -> None:
    passwords = Passwords(IdentitySettings(bcrypt_cost=10, hashing_threads=1))
    hashing = asyncio.ensure_future(passwords.hash("copper kettle"))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100


async def test_a_refused_password_names_its_field() -> None:
    passwords = Passwords(SETTINGS)
    with pytest.raises(Exception, match="Some fields") as refused:
        await passwords.check("password1", (), field="new_password")
    assert "new_password" in str(refused.value.details)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType] -- narrowed by the match
