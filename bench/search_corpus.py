"""A million things to find in the house to measure: posts, comments and links, written by COPY.

The words follow Zipf: the first of them stands in every third text, most of them in a few. The same
seed writes the same.
"""

import asyncio
import itertools
import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

from crowd import SECTIONS, copy

DOCUMENTS = 1_000_000
PEOPLE = 2_000
_SECTION_SHARES = (18, 12, 8, 10, 8, 10, 34)
_KINDS = ("post", "comment", "link")
_KIND_SHARES = (30, 62, 8)
_DAYS = 700
_LOT = 20_000
# What the most frequent words of the house are; all others are made of these syllables.
_COMMON = [
    "the",
    "and",
    "to",
    "of",
    "in",
    "for",
    "with",
    "you",
    "we",
    "our",
    "this",
    "that",
    "bread",
    "music",
    "garden",
    "photo",
    "evening",
    "concert",
    "recipe",
    "friday",
    "neighbour",
    "kitchen",
    "harbour",
    "running",
    "picture",
    "market",
    "summer",
    "walking",
    "cooking",
    "story",
    "reading",
]
_BEGINNINGS = [
    "b",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "st",
    "tr",
    "pl",
    "ch",
]
_ENDINGS = ["a", "e", "i", "o", "u", "an", "er", "ing", "el", "or", "is", "um"]
_WORDS = 60_000


class Corpus(msgspec.Struct, frozen=True):
    documents: int
    words: list[str]
    """The most frequent first."""
    busy: str
    """Somebody who has written much, by their id."""
    quiet: str


def section(number: int) -> UUID:
    return SECTIONS[number]


def vocabulary() -> list[str]:
    chance = random.Random(5)  # noqa: S311 -- words, not secrets
    syllables = [begin + end for begin in _BEGINNINGS for end in _ENDINGS]
    made = (
        "".join(chance.choice(syllables) for _ in range(chance.choice((2, 2, 3, 3, 4))))
        for _ in itertools.count()
    )
    found = dict.fromkeys(_COMMON)
    for word in made:
        found[word] = None
        if len(found) == _WORDS:
            break
    return list(found)


class Writer:
    def __init__(self, words: list[str]) -> None:
        self.chance = random.Random(11)  # noqa: S311 -- texts, not secrets
        self._words = words
        self._shares = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def text(self) -> str:
        many = min(300, max(3, int(self.chance.lognormvariate(3.2, 0.7))))
        return " ".join(self.chance.choices(self._words, cum_weights=self._shares, k=many)) + "."


def build(owner_url: str, viewer: str, documents: int = DOCUMENTS) -> Corpus:
    return asyncio.run(_Builder(documents).build(owner_url, UUID(viewer)))


class _Builder:
    def __init__(self, documents: int) -> None:
        self._count = documents
        self._words = vocabulary()
        self._writer = Writer(self._words)
        self._chance = self._writer.chance
        self._people = [UUID(int=self._chance.getrandbits(128)) for _ in range(PEOPLE)]
        # Some write far more than others.
        self._busy = list(itertools.accumulate(1 / (n + 5) ** 0.8 for n in range(PEOPLE)))
        self._end = datetime.now(UTC) - timedelta(hours=1)
        self._posts: list[UUID] = []

    async def build(self, owner_url: str, viewer: UUID) -> Corpus:
        connection = await asyncpg.connect(owner_url)
        try:
            await self._settle(connection, viewer)
            for begin in range(0, self._count, _LOT):
                await self._write(connection, begin, min(self._count, begin + _LOT))
            await connection.execute("VACUUM ANALYZE")
        finally:
            await connection.close()
        return Corpus(self._count, self._words, str(self._people[0]), str(self._people[-1]))

    async def _settle(self, connection: "asyncpg.Connection[asyncpg.Record]", viewer: UUID) -> None:
        """The viewer follows two hundred people, mutes twenty and is apart from ten."""
        await copy(
            connection,
            "identity.account",
            "id username skeleton password_hash created_at approved_at",
            (
                (one, f"writer-{n}", f"writer {n}", "!", self._end, self._end)
                for n, one in enumerate(self._people)
            ),
        )
        others = self._chance.sample(self._people[5:-5], 230)
        await copy(
            connection,
            "graph.follow",
            "follower_id followee_id created_at",
            ((viewer, other, self._end) for other in others[:200]),
        )
        await copy(
            connection,
            "graph.mute",
            "muter_id muted_id created_at",
            ((viewer, other, self._end) for other in others[200:220]),
        )
        await copy(
            connection,
            "graph.barrier",
            "viewer_id other_id",
            ((viewer, other) for other in others[220:]),
        )

    async def _write(
        self, connection: "asyncpg.Connection[asyncpg.Record]", begin: int, end: int
    ) -> None:
        posts: list[tuple[object, ...]] = []
        comments: list[tuple[object, ...]] = []
        links: list[tuple[object, ...]] = []
        for number in range(begin, end):
            at = self._end - timedelta(days=_DAYS) * (1 - number / self._count)
            one = self._id_at(at)
            author = self._chance.choices(self._people, cum_weights=self._busy)[0]
            [kind] = self._chance.choices(_KINDS, _KIND_SHARES)
            if kind == "post" or not self._posts:
                posts.append(self._post(one, author, at))
                self._posts.append(one)
            elif kind == "comment":
                # Most comments stand under what was published last.
                back = min(len(self._posts), 1 + int(self._chance.expovariate(1 / 300)))
                comments.append((one, self._posts[-back], author, self._writer.text(), at, at))
            else:
                links.append((one, self._posts[-1], 1, f"https://example.org/{number}",
                              self._metadata(), "ready", at))  # fmt: skip
        await copy(
            connection,
            "posts.post",
            "id author_id section_id content visibility last_activity_at created_at deleted_at"
            " deleted_by_id",
            posts,
        )
        await copy(
            connection,
            "responses.comment",
            "id post_id author_id content last_activity_at created_at",
            comments,
        )
        await copy(
            connection, "posts.link", "id post_id position url metadata state created_at", links
        )

    def _post(self, one: UUID, author: UUID, at: datetime) -> tuple[object, ...]:
        [section] = self._chance.choices(SECTIONS, _SECTION_SHARES)
        visibility = "followers" if self._chance.random() < 0.05 else "public"
        gone = at if self._chance.random() < 0.02 else None
        by = author if gone else None
        return (one, author, section, self._writer.text(), visibility, at, at, gone, by)

    def _metadata(self) -> str:
        said = {
            "kind": "article",
            "provider": "example.org",
            "url": "https://example.org/",
            "title": self._writer.text()[:60],
            "description": self._writer.text(),
        }
        return msgspec.json.encode(said).decode()

    def _id_at(self, at: datetime) -> UUID:
        milliseconds = int(at.timestamp() * 1000)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | self._chance.getrandbits(62))
