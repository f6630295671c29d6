"""A grown community in the house to measure: people, their ties, and 100,000 posts with all on them.

Written by COPY, so that nothing is told of it; the same seed makes the same town.
"""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

import town_ties
from crowd import SECTIONS, SignedIn, copy, id_at, sign_in
from town_words import EMOJIS, FIRST, KINDS, LAST, SITES, Writer

POSTS = 100_000
VIEWERS = 40
GENERAL = UUID("0190d6a0-0000-7000-8000-000000000007")
_SECTION_SHARES = (18, 12, 8, 10, 8, 10, 34)
_AUDIENCES = ("public", "followers", "friends", "private")
_AUDIENCE_SHARES = (67, 14, 14, 5)
_DAYS = 700


class Town(msgspec.Struct, frozen=True):
    viewers: list[SignedIn]
    posts: int
    in_general: list[str]
    """Ids of the posts in the section that is measured, oldest first."""


class _Post(msgspec.Struct):
    id: UUID
    author: UUID
    section: UUID
    at: datetime
    tags: list[int]
    comments: list[tuple[UUID, UUID, datetime]]
    reactions: list[tuple[UUID, str, datetime]]
    named: UUID | None


def build(owner_url: str, posts: int = POSTS) -> Town:
    return asyncio.run(_Builder(posts).build(owner_url))


class _Builder:
    def __init__(self, posts: int) -> None:
        self._random = random.Random(20261121)  # noqa: S311 -- a town, not a secret
        self._writer = Writer(7)
        self._count = posts
        self._end = datetime.now(UTC) - timedelta(hours=1)
        self._serial = itertools.count()

    async def build(self, owner_url: str) -> Town:
        connection = await asyncpg.connect(owner_url)
        try:
            async with connection.transaction():
                names = await self._people(connection)
                people = list(names)
                await self._ties(connection, people)
                viewers = await sign_in(connection, people[:VIEWERS])
                tags = await self._tags(connection)
                posts = [self._invent(people) for _ in range(self._count)]
                posts.sort(key=lambda post: post.id)
                await self._write(connection, posts, names, tags)
            await connection.execute("VACUUM ANALYZE")
            await connection.execute("CHECKPOINT")
        finally:
            await connection.close()
        general = [str(post.id) for post in posts if post.section == GENERAL]
        return Town(viewers, len(posts), general)

    async def _people(self, connection: "asyncpg.Connection[asyncpg.Record]") -> dict[UUID, str]:
        """400 members, a few of whom have left."""
        began = self._end - timedelta(days=_DAYS + 30)
        names = {self._id_at(began): f"{first}-{last}" for first in FIRST for last in LAST}
        gone = set(list(names)[-6:])
        await copy(
            connection,
            "identity.account",
            "id username skeleton password_hash created_at approved_at deleted_at",
            (
                (one, name, f"town {name}", "!", began, began, self._end if one in gone else None)
                for one, name in names.items()
            ),
        )
        await copy(
            connection,
            "profiles.profile",
            "user_id display_name updated_at",
            (
                (one, name.replace("-", " ").title(), began)
                for one, name in names.items()
                if self._random.random() < 0.8
            ),
        )
        return names

    async def _ties(
        self, connection: "asyncpg.Connection[asyncpg.Record]", people: Sequence[UUID]
    ) -> None:
        at = self._end - timedelta(days=20)
        for table, columns, rows in town_ties.invent(self._random, people, at):
            await copy(connection, table, columns, rows)

    async def _tags(
        self, connection: "asyncpg.Connection[asyncpg.Record]"
    ) -> list[tuple[UUID, str]]:
        at = self._end - timedelta(days=_DAYS)
        tags = [(self._id_at(at), f"tag{number}") for number in range(200)]
        await copy(
            connection, "posts.tag", "id name created_at", ((i, name, at) for i, name in tags)
        )
        return tags

    def _invent(self, people: Sequence[UUID]) -> _Post:
        pick = self._random
        at = self._end - timedelta(seconds=pick.random() * _DAYS * 86_400)
        return _Post(
            id=self._id_at(at),
            author=self._somebody(people),
            section=pick.choices(SECTIONS, _SECTION_SHARES)[0],
            at=at,
            tags=pick.sample(range(200), pick.randint(1, 3)) if pick.random() < 0.35 else [],
            comments=[
                (self._id_at(at), self._somebody(people), at)
                for _ in range(int(pick.expovariate(1 / 1.4)))
            ],
            reactions=sorted(
                {
                    (self._somebody(people), pick.choice(EMOJIS[: pick.randint(1, 8)]), at)
                    for _ in range(int(pick.expovariate(1 / 3)))
                }
            ),
            named=self._somebody(people) if pick.random() < 0.05 else None,
        )

    def _somebody(self, people: Sequence[UUID]) -> UUID:
        """A few speak much and most speak little."""
        return people[min(len(people) - 1, int(self._random.expovariate(4.0) * len(people)))]

    async def _write(
        self,
        connection: "asyncpg.Connection[asyncpg.Record]",
        posts: Sequence[_Post],
        names: dict[UUID, str],
        tags: Sequence[tuple[UUID, str]],
    ) -> None:
        await copy(
            connection,
            "posts.post",
            "id author_id section_id content visibility comment_count reaction_count reactions"
            " last_activity_at created_at deleted_at deleted_by_id",
            (self._post_row(post, names, tags) for post in posts),
        )
        await copy(
            connection,
            "posts.post_tag",
            "post_id tag_id position",
            (
                (post.id, tags[tag][0], position)
                for post in posts
                for position, tag in enumerate(post.tags)
            ),
        )
        await copy(
            connection,
            "posts.mention",
            "id post_id user_id created_at",
            ((self._id_at(p.at), p.id, p.named, p.at) for p in posts if p.named),
        )
        await copy(
            connection,
            "posts.link",
            "id post_id position url metadata state created_at",
            (self._link_row(post) for post in posts if self._random.random() < 0.4),
        )
        await copy(
            connection,
            "responses.comment",
            "id post_id author_id content last_activity_at created_at",
            (
                (comment, post.id, by, self._writer.sentence(12), at, at)
                for post in posts
                for comment, by, at in post.comments
            ),
        )
        await copy(
            connection,
            "responses.reaction",
            "id user_id post_id emoji created_at",
            (
                (self._id_at(at), by, post.id, emoji, at)
                for post in posts
                for by, emoji, at in post.reactions
            ),
        )

    def _post_row(
        self, post: _Post, names: dict[UUID, str], tags: Sequence[tuple[UUID, str]]
    ) -> tuple[object, ...]:
        named = names[post.named] if post.named else None
        deleted = self._random.random() < 0.025
        return (
            post.id,
            post.author,
            post.section,
            self._writer.post([tags[tag][1] for tag in post.tags], named),
            self._random.choices(_AUDIENCES, _AUDIENCE_SHARES)[0],
            len(post.comments),
            len(post.reactions),
            msgspec.json.encode(Counter(emoji for _, emoji, _ in post.reactions)).decode(),
            post.at,
            post.at,
            post.at if deleted else None,
            post.author if deleted else None,
        )

    def _link_row(self, post: _Post) -> tuple[object, ...]:
        site = self._random.choice(SITES)
        url = f"https://{site}/{post.id.hex[:12]}"
        kind = self._random.choice(KINDS)
        metadata = msgspec.json.encode(self._writer.metadata(kind, site, url)).decode()
        return (self._id_at(post.at), post.id, 1, url, metadata, "ready", post.at)

    def _id_at(self, at: datetime) -> UUID:
        return id_at(at, next(self._serial) * 2654435761)
