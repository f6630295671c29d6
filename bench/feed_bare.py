"""The limit of the feed bench: the same statements and the same answer behind nothing but uvicorn.

No session, no CSRF, no limits, no routing, no checks, no metrics. The path names the viewer and
the id behind which the page begins: `/VIEWER` or `/VIEWER/ID`. With `all` as second argument
everybody sees every post, which tells what the rule of who sees what costs.
"""

import base64
import os
import sys
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import uvicorn

from longhouse.features.graph import api as graph
from longhouse.features.posts.store.pages import FEED
from longhouse.features.posts.store.visibility import may_see
from longhouse.features.responses.store.shelves import DONE
from town import GENERAL

_LAST = UUID(int=(1 << 128) - 1)
_LIMIT = 20
_NOTHING: Mapping[str, Any] = {
    "reactions": None,
    "saved": False,
    "hidden_comments": 0,
    "hidden_reactions": None,
}


class Handler:
    def __init__(self, url: str, feed: str) -> None:
        self._url = url
        self._feed = feed
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._encode = msgspec.json.Encoder().encode

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
        viewer, _, before = scope["path"][1:].partition("/")
        async with self._pool.acquire() as connection:
            found = await connection.fetch(
                self._feed, UUID(viewer), GENERAL, UUID(before) if before else _LAST
            )
            shown = found[:_LIMIT]
            did = await connection.fetch(DONE, UUID(viewer), [row["id"] for row in shown])
        mine = {row["post_id"]: dict(row) for row in did}
        body = self._encode(
            {
                "posts": [_post(dict(row), mine.get(row["id"], _NOTHING)) for row in shown],
                "meta": {
                    "cursor": _cursor(shown[-1]["id"]) if len(found) > _LIMIT else None,
                    "has_more": len(found) > _LIMIT,
                },
            }
        )
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


def _post(row: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    hidden = _decoded(mine["hidden_reactions"])
    counted: Any = msgspec.Raw(row["reactions"].encode())
    if hidden:
        every = msgspec.json.decode(row["reactions"])
        left = {emoji: count - hidden.get(emoji, 0) for emoji, count in every.items()}
        counted = {emoji: count for emoji, count in left.items() if count > 0}
    return {
        "id": row["id"],
        "user_id": row["author_id"],
        "section_id": row["section_id"],
        "kind": row["kind"],
        "content": row["content"],
        "visibility": row["visibility"],
        "links": _raw(row["links"]),
        "media": (),
        "tags": row["tags"] or (),
        "mentions": _raw(row["mentions"]),
        "comment_count": row["comment_count"] - mine["hidden_comments"],
        "reaction_count": row["reaction_count"] - sum(hidden.values()),
        "reactions": counted,
        "mine": {"reactions": mine["reactions"] or (), "saved": mine["saved"]},
        "author": {
            "id": row["author_id"],
            "username": row["username"],
            "display_name": row["display_name"],
            "avatar": None,
        },
        "client_id": row["client_id"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "deleted_at": row["deleted_at"],
        "deleted_by_author": None,
    }


def _raw(found: str | None) -> Any:
    return () if found is None else msgspec.Raw(found.encode())


def _decoded(found: str | None) -> dict[str, int]:
    return {} if found is None else msgspec.json.decode(found)


def _cursor(last: UUID) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(last)).rstrip(b"=").decode()


def _without_visibility(feed: str) -> str:
    """Of posts, and of those who are named in them."""
    for rule, instead in (
        (may_see("p", "$1", account="a"), "p.deleted_at IS NULL"),
        (graph.may_see("n.id", "$1"), "true"),
    ):
        if rule not in feed:
            raise RuntimeError("the feed does not ask who may see what")
        feed = feed.replace(rule, instead)
    return feed


async def _keep(_connection: Any) -> None:
    """As in the house: session state is never changed, so nothing has to be reset."""


def main() -> None:
    feed = _without_visibility(FEED) if "all" in sys.argv[2:] else FEED
    uvicorn.run(
        Handler(os.environ["BENCH_DATABASE_URL"], feed),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
