"""Password work off the event loop, by a few threads, with a bounded number of callers waiting."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from longhouse.features.identity.errors import InvalidPassword
from longhouse.features.identity.policy import passwords as policy
from longhouse.features.identity.service import hashing
from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel.errors import Unavailable

T = TypeVar("T")


class Passwords:
    def __init__(self, settings: IdentitySettings) -> None:
        self._cost = settings.bcrypt_cost
        self._threads = ThreadPoolExecutor(settings.hashing_threads, "longhouse-passwords")
        self._most = settings.hashing_threads + settings.hashing_queue
        self._taken = 0

    async def hash(self, password: str) -> str:
        return await self._run(lambda: hashing.hash_password(password, self._cost))

    async def verify(self, password: str, stored: str | None) -> bool:
        """False for `stored=None`, in the time of a true comparison."""
        return await self._run(lambda: hashing.verify_password(password, stored, self._cost))

    async def check(
        self, password: str, personal: Iterable[str], *, field: str = "password"
    ) -> None:
        """Refuse what is too short, too long, or too easy for a person with these names."""
        try:
            policy.check_length(password)
            words = tuple(personal)
            await self._run(lambda: policy.check_strength(password, words))
        except InvalidPassword as refused:
            raise InvalidPassword(refused.wrong, field) from None

    def needs_upgrade(self, stored: str) -> bool:
        return hashing.needs_upgrade(stored, self._cost)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._taken >= self._most:
            raise Unavailable(
                "Too many people sign in at once. Please try again in a moment.", retry_after=5
            )
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._taken -= 1
