"""All SQL of links.

Whether somebody still names an address is read from `posts.link`, which the manifest declares.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from longhouse.features.links.model import Metadata
from longhouse.kernel.db import Read, Tx


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    state: Literal["new", "ready", "failed"]
    metadata: str | None
    fetched_at: datetime | None
    fresh_until: datetime
    leased_until: datetime | None
    attempts: int

    def read_metadata(self) -> Metadata | None:
        return None if self.metadata is None else msgspec.json.decode(self.metadata, type=Metadata)


def hash_of(url: str) -> bytes:
    return hashlib.sha256(url.encode()).digest()


async def find(read: Read, url_hash: bytes) -> Preview | None:
    return await read.row(
        Preview,
        """
        SELECT url, state, metadata::text AS metadata, fetched_at, fresh_until, leased_until,
               attempts
        FROM links.preview WHERE url_hash = $1
        """,
        url_hash,
    )


async def claim(tx: Tx, url: str, lease: timedelta) -> bool:
    """Whether it is for the caller to look: nothing fresh is there and nobody else is looking."""
    claimed = await tx.execute(
        """
        INSERT INTO links.preview AS p (url_hash, url, state, fresh_until, leased_until)
        VALUES ($1, $2, 'new', $3, $4)
        ON CONFLICT (url_hash) DO UPDATE SET leased_until = excluded.leased_until
        WHERE p.fresh_until <= $3 AND (p.leased_until IS NULL OR p.leased_until <= $3)
        """,
        hash_of(url),
        url,
        tx.now,
        tx.now + lease,
    )
    return claimed == 1


async def claim_again(tx: Tx, url_hash: bytes, lease: timedelta) -> str | None:
    """The address of a failure that nobody is looking at right now, fresh or not."""
    return await tx.value(
        str,
        """
        UPDATE links.preview SET leased_until = $3
        WHERE url_hash = $1 AND state = 'failed' AND (leased_until IS NULL OR leased_until <= $2)
        RETURNING url
        """,
        url_hash,
        tx.now,
        tx.now + lease,
    )


async def keep(tx: Tx, url: str, metadata: Metadata, fresh_until: datetime) -> None:
    await tx.execute(
        """
        UPDATE links.preview
        SET state = 'ready', metadata = $2::text::jsonb, fetched_at = $3, fresh_until = $4,
            leased_until = NULL, attempts = 0
        WHERE url_hash = $1
        """,
        hash_of(url),
        msgspec.json.encode(metadata).decode(),
        tx.now,
        fresh_until,
    )


async def keep_failure(tx: Tx, url: str, fresh_until: datetime) -> int:
    """How often in a row it has failed by now. What was known before stays known."""
    attempts = await tx.value(
        int,
        """
        UPDATE links.preview
        SET state = 'failed', fresh_until = $2, leased_until = NULL, attempts = attempts + 1
        WHERE url_hash = $1
        RETURNING attempts
        """,
        hash_of(url),
        fresh_until,
    )
    return attempts or 1


async def forget_unused(tx: Tx) -> list[Metadata]:
    """Remove what nobody names any more, but for what is being looked at; what was known of it."""
    found = await tx.values(
        str,
        """
        DELETE FROM links.preview AS p
        WHERE (p.leased_until IS NULL OR p.leased_until <= $1)
          AND NOT EXISTS (SELECT FROM posts.link AS l WHERE split_part(l.url, '#', 1) = p.url)
        RETURNING p.metadata::text
        """,
        tx.now,
    )
    return [msgspec.json.decode(one, type=Metadata) for one in found if one]


async def forget(tx: Tx, before: datetime) -> int:
    """Remove what has not been fresh since then, some at a time."""
    return await tx.execute(
        """
        DELETE FROM links.preview WHERE url_hash IN (
            SELECT url_hash FROM links.preview WHERE fresh_until < $1
            ORDER BY fresh_until LIMIT 5000
        )
        """,
        before,
    )
