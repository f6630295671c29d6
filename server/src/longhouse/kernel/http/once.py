"""Making a thing once, however often it is asked for.

What is kept for a key is the id of what was made, not the answer: the answer is written anew, so
that it shows the thing as it is and with the eyes of the one who asks.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar, cast
from uuid import UUID

import msgspec

from longhouse.kernel.db import Tx
from longhouse.kernel.errors import Conflict, InvalidRequest
from longhouse.kernel.ids import UserId

I = TypeVar("I", bound=UUID)  # noqa: E741 -- I for the id that is made

KEPT = timedelta(hours=24)
_KEY = re.compile(r"^[\x21-\x7e]{1,200}$")


class InvalidIdempotencyKey(InvalidRequest):
    code = "INVALID_IDEMPOTENCY_KEY"
    message = "An idempotency key is 1 to 200 visible ASCII characters."


class IdempotencyKeyReused(Conflict):
    code = "IDEMPOTENCY_KEY_REUSED"
    message = "That idempotency key was used for something else. Please use a new one."


class _Kept(msgspec.Struct, frozen=True):
    body_digest: bytes
    result_id: UUID | None


class Once:
    """Given to a route by name; bound to its transaction, its member and its key, if it sent one."""

    def __init__(
        self, tx: Tx, user_id: UserId | None, route: str, key: str | None, body_digest: bytes
    ) -> None:
        if key is not None and not _KEY.match(key):
            raise InvalidIdempotencyKey
        self._tx = tx
        self._user_id = user_id
        self._route = route
        self._key = key
        self._body_digest = body_digest

    async def __call__(self, make: Callable[[], Awaitable[I]]) -> I:
        """Run `make`, or give the id that the first request with this key made.

        Two at once: the second waits for the first to commit, because both insert the same row.
        """
        if self._key is None or self._user_id is None:
            return await make()
        kept = await self._claim()
        if kept is None:
            made = await make()
            await self._keep(made)
            return made
        if kept.body_digest != self._body_digest or kept.result_id is None:
            raise IdempotencyKeyReused
        return cast("I", kept.result_id)

    async def _claim(self) -> _Kept | None:
        claimed = await self._tx.value(
            str,
            """
            INSERT INTO kernel.idempotency_key AS k (user_id, route, key, body_digest, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (user_id, route, key) DO UPDATE
            SET body_digest = EXCLUDED.body_digest, result_id = NULL,
                created_at = EXCLUDED.created_at
            WHERE k.created_at < $6
            RETURNING key
            """,
            self._user_id,
            self._route,
            self._key,
            self._body_digest,
            self._tx.now,
            self._tx.now - KEPT,
        )
        if claimed is not None:
            return None
        return await self._tx.row(
            _Kept,
            """
            SELECT body_digest, result_id FROM kernel.idempotency_key
            WHERE user_id = $1 AND route = $2 AND key = $3
            """,
            self._user_id,
            self._route,
            self._key,
        )

    async def _keep(self, made: UUID) -> None:
        await self._tx.execute(
            """
            UPDATE kernel.idempotency_key SET result_id = $4
            WHERE user_id = $1 AND route = $2 AND key = $3
            """,
            self._user_id,
            self._route,
            self._key,
            made,
        )


class OnceIn:
    """`Once` for a route that opens its transaction itself, after it has asked somebody outside."""

    def __init__(
        self, user_id: UserId | None, route: str, key: str | None, body_digest: bytes
    ) -> None:
        self._user_id = user_id
        self._route = route
        self._key = key
        self._body_digest = body_digest

    def __call__(self, tx: Tx) -> Once:
        return Once(tx, self._user_id, self._route, self._key, self._body_digest)


async def forget_old_keys(tx: Tx) -> None:
    """A schedule: keys that no longer promise anything are removed."""
    before: datetime = tx.now - KEPT
    await tx.execute("DELETE FROM kernel.idempotency_key WHERE created_at < $1", before)
