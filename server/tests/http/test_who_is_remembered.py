"""How long the edge believes what it was told about who is asking: not past a withdrawal."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import cast

import pytest

from longhouse.kernel.db import Database, Read
from longhouse.kernel.http import authenticate
from longhouse.kernel.http.authenticate import PrincipalCache
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import Withdrawal
from support.clocks import FakeClock

ADA, BEN = (
    Principal(
        user_id=UserId(new_id()),
        username=name,
        session_id=SessionId(new_id()),
        is_admin=False,
        via="cookie",
    )
    for name in ("ada", "ben")
)
OVER = Withdrawal(user_id=str(ADA.user_id), reason="BYE")


class NoDatabase:
    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Read]:
        yield cast("Read", None)


class Register:
    """Who stands behind each token, how often it was looked for, and a look-up that takes long."""

    def __init__(self) -> None:
        self.tokens = {"phone": ADA, "laptop": ADA, "ben": BEN}
        self.asked: list[str] = []
        self.read = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def by_session_token(self, read: Read, token: str) -> Principal | None:
        self.asked.append(token)
        found = self.tokens.get(token)
        self.read.set()
        await self.may_answer.wait()
        return found

    async def by_bearer(self, read: Read, token: str) -> Principal | None:
        self.asked.append("bearer " + token)
        return None

    async def confirm(self, read: Read, principal: Principal) -> Principal | None:
        return principal


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def principals(register: Register, clock: FakeClock) -> PrincipalCache:
    return PrincipalCache(cast("Database", NoDatabase()), register, clock)


async def test_an_answer_is_remembered_for_five_seconds_and_no_longer(
    principals: PrincipalCache, register: Register, clock: FakeClock
) -> None:
    for pause in (0, 4.9, 0.1, 4.9, 0.2):
        clock.advance(pause)
        assert await principals.by_session_token("ben") == BEN
    assert register.asked == ["ben"] * 3


async def test_nobody_is_no_answer_to_remember(
    principals: PrincipalCache, register: Register
) -> None:
    assert await principals.by_session_token("new") is None
    register.tokens["new"] = BEN
    assert await principals.by_session_token("new") == BEN


async def test_a_session_is_not_remembered_as_a_bearer(
    principals: PrincipalCache, register: Register
) -> None:
    assert await principals.by_session_token("ben") == BEN
    assert await principals.by_bearer("ben") is None
    assert register.asked == ["ben", "bearer ben"]


@pytest.mark.parametrize("step", ["freeze", "end"])
async def test_a_withdrawal_is_the_end_of_all_that_is_remembered_of_its_member(
    principals: PrincipalCache, register: Register, step: str
) -> None:
    for token in ("phone", "laptop", "ben"):
        await principals.by_session_token(token)
    if step == "freeze":
        principals.freeze("1", OVER)
    else:
        principals.end("1", OVER, certain=False)
    register.tokens = {"ben": BEN}
    assert await principals.by_session_token("phone") is None
    assert await principals.by_session_token("laptop") is None
    assert await principals.by_session_token("ben") == BEN
    assert register.asked[3:] == ["phone", "laptop"]


async def test_what_was_read_before_a_withdrawal_is_not_remembered_after_it(
    principals: PrincipalCache, register: Register
) -> None:
    register.may_answer.clear()
    asking = asyncio.create_task(principals.by_session_token("phone"))
    await register.read.wait()
    principals.freeze("1", OVER)
    register.tokens.clear()
    register.may_answer.set()
    assert await asking == ADA, "it was asked before the end"
    assert await principals.by_session_token("phone") is None


async def test_while_a_withdrawal_may_not_have_settled_everything_is_asked_anew(
    principals: PrincipalCache, register: Register, clock: FakeClock
) -> None:
    principals.freeze("1", OVER)
    principals.thaw("1")
    for _ in range(3):
        assert await principals.by_session_token("phone") == ADA
    assert len(register.asked) == 3
    clock.advance(5)
    for _ in range(3):
        await principals.by_session_token("phone")
    assert len(register.asked) == 4


async def test_what_ends_for_everybody_on_one_topic_ends_nobody_s_session(
    principals: PrincipalCache, register: Register
) -> None:
    await principals.by_session_token("ben")
    principals.freeze("1", Withdrawal(user_id=None, topic="post:1", reason="BYE"))
    await principals.by_session_token("ben")
    assert register.asked == ["ben"]


async def test_a_line_that_was_cut_may_have_hidden_an_end(
    principals: PrincipalCache, register: Register
) -> None:
    await principals.by_session_token("ben")
    principals.interrupted()
    register.tokens.clear()
    assert await principals.by_session_token("ben") is None


async def test_what_is_remembered_does_not_grow_without_end(
    principals: PrincipalCache,
    register: Register,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(authenticate, "_MOST", 10)
    register.tokens = {str(number): BEN for number in range(25)}
    for token in register.tokens:
        await principals.by_session_token(token)
    for _ in range(25):
        principals.forget(str(new_id()))
        clock.advance(1)
    held = vars(principals)
    assert len(held["_known"]) <= 10
    assert len(held["_not_before"]) <= 10
