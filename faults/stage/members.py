"""Named members who use a house over HTTP and do not give up at the first refusal."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx

from stage.homes import GENERAL, PASSWORD, PUBLIC, Home, Key
from stage.ledger import Ledger, Wish
from stage.waiting import Violation

_LATER = (429, 503)
_FAULT = 500
_PATIENCE = 25.0
_TIMEOUT = 10.0
_EMOJI = ("👍", "🎉", "❤️", "🌱")


class Member:
    def __init__(self, key: Key) -> None:
        self.name = key.name
        self.id = key.id
        self.session = key.session
        self.headers = {"Cookie": f"session_id={key.session}", "Origin": PUBLIC}


class Community:
    """Everybody who is signed in; asks whichever process a balancer would lead them to."""

    def __init__(self, home: Home, chance: random.Random) -> None:
        self.home = home
        self.chance = chance
        self.ledger = Ledger()
        self.members = [Member(key) for key in home.keys]
        self.statuses: Counter[int] = Counter()
        self.broken = 0
        """Requests that were never answered."""
        self.latencies: list[tuple[float, float]] = []
        """When a first try was answered, and how long that took."""
        self.faults: list[str] = []
        self.timeout = _TIMEOUT
        self.renews_tokens = False
        """Whether a token that is refused is asked for anew, as browsers do."""
        self.renewed = 0
        self.doors: Callable[[], list[str]] = home.doors
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
        self.client = httpx.AsyncClient(limits=limits)
        self._made = 0
        self._before = 0

    @property
    def written(self) -> int:
        """How much this experiment has had written."""
        return len(self.ledger.done) - self._before

    def named(self, name: str) -> Member:
        return next(member for member in self.members if member.name == name)

    def begin_anew(self, chance: random.Random) -> None:
        """What was counted is of another experiment; what was written stands."""
        self.chance = chance
        self.statuses.clear()
        self.broken = 0
        self.latencies.clear()
        self.faults.clear()
        self.timeout = _TIMEOUT
        self.doors = self.home.doors
        self._before = len(self.ledger.done)

    async def arrive(self) -> None:
        await gather_few([lambda one=one: self.take_token(one) for one in self.members])

    async def leave(self) -> None:
        await self.client.aclose()

    async def sign_in(self, name: str) -> Member:
        """One more browser of somebody."""
        member = self.named(name)
        visitor = Member(Key(name, member.id, ""))
        wish = {"username": name, "password": PASSWORD}
        answer = await self.ask(visitor, "POST", "auth/login", wish)
        assert answer is not None
        assert answer.is_success, answer.text
        browser = Member(Key(name, member.id, answer.cookies["session_id"]))
        # Who is signed in twice in one client would send the newer cookie along with the older.
        self.client.cookies.clear()
        await self.take_token(browser)
        return browser

    async def take_token(self, member: Member) -> None:
        """What changes ask for."""
        answer = await self.ask(member, "GET", "auth/csrf")
        assert answer is not None
        member.headers["X-CSRF-Token"] = answer.json()["csrf_token"]

    async def once(
        self, member: Member, method: str, path: str, body: object = None, key: str | None = None
    ) -> httpx.Response:
        """One try at one door; raises when it is not answered."""
        doors = self.doors()
        if not doors:
            raise httpx.ConnectError("nobody is at home")
        headers = {**member.headers, **({"Idempotency-Key": key} if key else {})}
        began = time.monotonic()
        content: dict[str, Any] = {} if body is None else {"json": body}
        url = f"{self.chance.choice(doors)}/api/v1/{path}"
        try:
            answer = await self.client.request(
                method, url, headers=headers, timeout=self.timeout, **content
            )
        except httpx.TransportError:
            self.broken += 1
            raise
        except AttributeError as error:
            # Of a connection that ends in the moment in which it is made httpx wants to know the
            # peer, and uvloop has no socket for it any more.
            self.broken += 1
            raise httpx.ConnectError("gone at once") from error
        now = time.monotonic()
        self.statuses[answer.status_code] += 1
        if answer.is_success:
            self.latencies.append((now, now - began))
        if answer.status_code >= _FAULT and answer.status_code not in _LATER:
            self.faults.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        if answer.status_code in _LATER and int(answer.headers.get("retry-after", "-1")) < 0:
            self.faults.append(f"{method} {path}: {answer.status_code} without Retry-After")
        return answer

    async def ask(
        self,
        member: Member,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str | None = None,
        patience: float = _PATIENCE,
    ) -> httpx.Response | None:
        """Try until somebody answers for good; None when patience has run out."""
        deadline = time.monotonic() + patience
        while True:
            try:
                answer = await self.once(member, method, path, body, key)
            except httpx.TransportError:
                answer = None
            if answer is not None and self.renews_tokens and "INVALID_CSRF_TOKEN" in answer.text:
                self.renewed += 1
                await self.take_token(member)
            elif answer is not None and answer.status_code not in (*_LATER, _FAULT):
                return answer
            if time.monotonic() > deadline:
                return None
            await asyncio.sleep(self.chance.uniform(0.05, 0.3))

    async def make(self, wish: Wish, patience: float = _PATIENCE) -> str | None:
        """Have a wish granted, and write down that it was."""
        member = self.named(wish.by)
        answer = await self.ask(
            member, "POST", wish.path, wish.body, key=wish.key, patience=patience
        )
        if answer is None:
            self.ledger.give_up(wish)
            return None
        if not answer.is_success:
            raise Violation(
                "what is allowed is done", f"{wish.path}: {answer.status_code} {answer.text[:300]}"
            )
        made: str = answer.json()[wish.kind]["id"]
        self.ledger.acknowledge(wish, made)
        return made

    def wish_post(self, member: Member, section: str = GENERAL) -> Wish:
        key = self._new_key()
        body: dict[str, object] = {"content": f"Heard today: {key}", "section_id": section}
        return Wish("post", key, member.name, "posts", body)

    def wish_comment(self, member: Member, post_id: str) -> Wish:
        key = self._new_key()
        body: dict[str, object] = {"post_id": post_id, "content": f"Indeed: {key}"}
        return Wish("comment", key, member.name, "comments", body)

    def wish_reaction(self, member: Member, post_id: str) -> Wish:
        body: dict[str, object] = {"emoji": self.chance.choice(_EMOJI)}
        path = f"posts/{post_id}/reactions"
        return Wish("reaction", self._new_key(), member.name, path, body)

    def any_wish(self, member: Member) -> Wish:
        """What somebody does next: mostly they answer what was written lately."""
        lately = list(self.ledger.made("post"))[-30:] if self.chance.random() < 0.6 else []
        if not lately:
            return self.wish_post(member)
        post_id = self.chance.choice(lately)
        if self.chance.random() < 0.6:
            return self.wish_comment(member, post_id)
        return self.wish_reaction(member, post_id)

    @asynccontextmanager
    async def living(self, at_once: int = 6, pause: float = 0.01) -> AsyncGenerator[None]:
        """Members write all the time, until the block ends; then they finish what they began."""
        stop = asyncio.Event()

        async def live(member: Member) -> None:
            while not stop.is_set():
                await self.make(self.any_wish(member))
                await asyncio.sleep(pause)

        lives = [
            asyncio.create_task(live(self.members[number % len(self.members)]))
            for number in range(at_once)
        ]
        try:
            yield
        except BaseException:
            for life in lives:
                life.cancel()
            await asyncio.gather(*lives, return_exceptions=True)
            raise
        stop.set()
        await asyncio.gather(*lives)

    async def wish_again(self, most: int = 150) -> None:
        """Ask once more, with the same keys, for what was made and for what was never answered."""
        done = [wish for wish, _ in self.ledger.done.values()]
        again = [*self.ledger.unanswered.values()]
        again += self.chance.sample(done, min(most, len(done)))
        await gather_few([lambda wish=wish: self.make(wish) for wish in again])
        if self.ledger.unanswered:
            raise Violation(
                "recovery", f"{len(self.ledger.unanswered)} wishes are still not answered"
            )

    def _new_key(self) -> str:
        self._made += 1
        return str(UUID(int=self.chance.getrandbits(128), version=4))


async def gather_few(calls: list[Callable[[], Awaitable[object]]], at_once: int = 8) -> list[Any]:
    """The outcomes of many calls, a few at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one(call: Callable[[], Awaitable[object]]) -> object:
        async with gate:
            return await call()

    return await asyncio.gather(*(one(call) for call in calls))


@asynccontextmanager
async def community(home: Home, chance: random.Random) -> AsyncGenerator[Community]:
    everybody = Community(home, chance)
    await everybody.arrive()
    try:
        yield everybody
    finally:
        await everybody.leave()
