"""The limit of the HTTP bench: the same query behind nothing but uvicorn, asyncpg and msgspec.

No session, no CSRF, no limits, no routing, no metrics: what is left is what the machine can do.
"""

import os
import sys
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import uvicorn

QUERY = "SELECT settings::text FROM profiles.profile WHERE user_id = $1"


class Preferences(msgspec.Struct):
    """The shape that the house answers with, and its defaults."""

    theme: str = "system"
    text_size: str = "normal"
    reduce_motion: bool = False
    locale: str = "en"
    timezone: str = "UTC"


class Answer(msgspec.Struct):
    settings: Preferences


class Handler:
    def __init__(self, url: str, user_id: UUID) -> None:
        self._url = url
        self._user_id = user_id
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(Preferences).decode

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            self._pool = await asyncpg.create_pool(
                self._url, min_size=2, max_size=16, reset=_keep, server_settings={"jit": "off"}
            )
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await self._pool.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
        assert self._pool is not None
        async with self._pool.acquire() as connection:
            kept: str | None = await connection.fetchval(QUERY, self._user_id)
        body = self._encode(Answer(Preferences() if kept is None else self._decode(kept)))
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [
                    (b"content-type", b"application/json"),
                    (b"content-length", str(len(body)).encode()),
                ],
            }
        )
        await send({"type": "http.response.body", "body": body})


async def _keep(_connection: Any) -> None:
    """As in the house: session state is never changed, so nothing has to be reset."""


def main() -> None:
    port, user_id = int(sys.argv[1]), UUID(sys.argv[2])
    uvicorn.run(
        Handler(os.environ["BENCH_DATABASE_URL"], user_id),
        host="127.0.0.1",
        port=port,
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
