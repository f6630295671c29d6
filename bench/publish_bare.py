"""The limit of the publish bench: the same rows, written by loops that do nothing else.

As many connections as the house may open, each writing a post and its event in one transaction
and then the next, with every commit on the disk.
"""

import asyncio
import os
import sys
import time
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec
import uvloop

from longhouse.features.posts.events import PostPublished
from longhouse.kernel.ids import UserId, new_id
from town import GENERAL

_CONNECTIONS = 16
_POST = """
    INSERT INTO posts.post (id, author_id, section_id, kind, content, visibility, client_id,
                            last_activity_at, created_at, media_ids)
    VALUES ($1, $2, $3, 'post', $4, 'public', $5, $6, $6, '{}')
    ON CONFLICT (author_id, client_id) WHERE client_id IS NOT NULL DO NOTHING
"""
_EVENT = "INSERT INTO kernel.outbox (id, name, payload, created_at) VALUES ($1, $2, $3, $4)"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    authors: list[str]
    contents: list[str]
    run: str
    """What the client ids of this run begin with."""
    seconds: float


class Written(msgspec.Struct, frozen=True):
    posts: int
    per_second: float


async def write(order: Order) -> Written:
    connections = [
        await asyncpg.connect(os.environ["BENCH_DATABASE_URL"], server_settings={"jit": "off"})
        for _ in range(_CONNECTIONS)
    ]
    began = time.perf_counter()
    done = await asyncio.gather(
        *(
            _loop(connection, order, f"{order.run}-{number}", began + order.seconds)
            for number, connection in enumerate(connections)
        )
    )
    took = time.perf_counter() - began
    for connection in connections:
        await connection.close()
    return Written(sum(done), sum(done) / took)


async def _loop(
    connection: "asyncpg.Connection[asyncpg.Record]", order: Order, name: str, until: float
) -> int:
    written = 0
    while time.perf_counter() < until:
        now, post_id = datetime.now(UTC), new_id()
        author = UUID(order.authors[written % len(order.authors)])
        event = PostPublished(post_id=post_id, author_id=UserId(author), section_id=GENERAL)
        payload = msgspec.json.encode(event).decode()
        content = order.contents[written % len(order.contents)]
        async with connection.transaction():
            await connection.execute(
                _POST, post_id, author, GENERAL, content, f"{name}-{written}", now
            )
            await connection.execute(_EVENT, new_id(), event.name, payload, now)
        written += 1
    return written


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(uvloop.run(write(order))))


if __name__ == "__main__":
    main()
