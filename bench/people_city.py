"""A house of 50,000 members who follow one another two million times, written by COPY.

A few are followed by thousands and most by a few; friends come in circles, so that friends have
friends in common. The same seed writes the same city.
"""

import asyncio
import itertools
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

from crowd import SECTIONS, SignedIn, copy, id_at, sign_in
from longhouse.features.profiles.policy.searching import plain, words_of
from longhouse.features.profiles.policy.taxonomy import CATEGORIES
from town_words import FIRST, LAST, WORDS

PEOPLE = 50_000
FOLLOWS = 2_000_000
_CIRCLE = 40
"""So many live near each other in the circle from which friends are taken."""
_VIEWERS = 30
_PLACES = [
    (number, city, country, f"{city}, {country}")
    for number, (city, country) in enumerate(
        itertools.product(("Northport", "Lindau", "Arcos", "Kemi", "Ostrava"), ("AT", "DE", "PT")),
        start=9_000_000,
    )
]
_PRONOUNS = ("she/her", "he/him", "they/them", None, None)
_OPEN = ("bio", "interests", "location", "pronouns", "connections", "follows")


class City(msgspec.Struct, frozen=True):
    viewers: list[SignedIn]
    people: int
    follows: int
    friendships: int
    known: list[str]
    """The most followed first."""
    others: list[str]
    """Some of everybody."""
    place_id: int
    interest: str


def build(owner_url: str, people: int = PEOPLE, follows: int = FOLLOWS) -> City:
    return asyncio.run(_Builder(people, follows).build(owner_url))


class _Builder:
    def __init__(self, people: int, follows: int) -> None:
        self._random = random.Random(20261121)  # noqa: S311 -- a city, not a secret
        self._now = datetime.now(UTC)
        self._began = self._now - timedelta(days=700)
        self._serial = itertools.count()
        self._people = [self._id() for _ in range(people)]
        self._names = [
            f"{FIRST[n % len(FIRST)]}_{LAST[n // len(FIRST) % len(LAST)]}_{n}"
            for n in range(people)
        ]
        self._follow_count = follows

    async def build(self, owner_url: str) -> City:
        connection = await asyncpg.connect(owner_url)
        try:
            async with connection.transaction():
                await self._accounts(connection)
                await self._profiles(connection)
                followed, friendships = await self._ties(connection)
                await self._posts(connection)
                viewers = await sign_in(
                    connection, self._people[:: len(self._people) // _VIEWERS][:_VIEWERS]
                )
            await connection.execute("VACUUM ANALYZE")
            await connection.execute("CHECKPOINT")
        finally:
            await connection.close()
        return City(
            viewers=viewers,
            people=len(self._people),
            follows=followed.total(),
            friendships=friendships,
            known=[str(self._people[one]) for one, _ in followed.most_common(20)],
            others=[str(one) for one in self._people[100 :: len(self._people) // 60]],
            place_id=_PLACES[0][0],
            interest=next(iter(CATEGORIES)),
        )

    async def _accounts(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        began = self._began
        await copy(
            connection,
            "identity.account",
            "id username skeleton password_hash created_at approved_at",
            (
                (one, name, f"city {name}", "!", began, began)
                for one, name in zip(self._people, self._names, strict=True)
            ),
        )

    async def _profiles(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        """Half of all show everybody what they say; the other half show it to friends."""
        chance, interests = self._random, list(CATEGORIES)
        profiles: list[tuple[object, ...]] = []
        faces: list[tuple[object, ...]] = []
        for one, username in zip(self._people, self._names, strict=True):
            name = username.replace("_", " ").title()
            bio = " ".join(chance.choices(WORDS, k=14))
            place = chance.choice(_PLACES)
            pronouns = chance.choice(_PRONOUNS)
            likes = chance.sample(interests, chance.randint(0, 8))
            is_open = chance.random() < 0.5
            shown = ["display_name", "avatar", *(_OPEN if is_open else ())]
            friends = ["display_name", "avatar", *_OPEN]
            profiles.append(
                (
                    one,
                    name,
                    bio,
                    pronouns,
                    *place,
                    likes,
                    shown,
                    friends,
                    f"city {username}",
                    self._began,
                )
            )
            for audience, shows in (("everybody", is_open), ("friends", True)):
                said = f"{username} {name} {bio if shows else ''} {place[3] if shows else ''}"
                faces.append(
                    (
                        one,
                        audience,
                        f"\n{username}\n{plain(name)}\n",
                        " ".join(words_of(said)),
                        pronouns if shows else None,
                        place[0] if shows else None,
                        place[3] if shows else None,
                        likes if shows else [],
                    )
                )
        await copy(
            connection,
            "profiles.profile",
            "user_id display_name bio pronouns place_id place_city place_country place_label"
            " interests open_fields friend_fields name_skeleton updated_at",
            profiles,
        )
        await connection.execute(
            """
            CREATE TEMPORARY TABLE said (user_id uuid, audience text, names text, words text,
                pronouns text, place_id integer, place_label text, interests text[])
            """
        )
        await connection.copy_records_to_table("said", records=faces)
        await connection.execute(
            """
            INSERT INTO profiles.face
            SELECT user_id, audience, names, array_to_tsvector(string_to_array(words, ' ')),
                   pronouns, place_id, place_label, interests FROM said
            """
        )

    async def _ties(
        self, connection: "asyncpg.Connection[asyncpg.Record]"
    ) -> tuple[Counter[int], int]:
        chance, count = self._random, len(self._people)
        friends: set[tuple[int, int]] = set()
        for one in range(count):
            for _ in range(chance.randint(2, 12)):
                other = (one + chance.randint(1, _CIRCLE)) % count
                friends.update({(one, other), (other, one)})
        follows = set(friends)
        # Fame falls with rank; the most famous are spread among everybody.
        ranks = list(itertools.accumulate(1 / (rank + 20) ** 0.7 for rank in range(count)))
        famous = list(range(count))
        chance.shuffle(famous)
        while len(follows) < self._follow_count:
            for who in chance.choices(famous, cum_weights=ranks, k=50_000):
                one = chance.randrange(count)
                if one != who:
                    follows.add((one, who))
        apart = {(one, (one + 500) % count) for one in range(0, count, 3)} - follows
        apart = {(a, b) for a, b in apart if (b, a) not in follows}
        await self._copy_ties(connection, friends, follows, apart)
        followed = Counter(b for _, b in follows)
        following, near = Counter(a for a, _ in follows), Counter(a for a, _ in friends)
        await copy(
            connection,
            "graph.standing",
            "user_id follower_count following_count friend_count",
            (
                (one, followed[number], following[number], near[number])
                for number, one in enumerate(self._people)
            ),
        )
        return followed, len(friends) // 2

    async def _copy_ties(
        self,
        connection: "asyncpg.Connection[asyncpg.Record]",
        friends: set[tuple[int, int]],
        follows: set[tuple[int, int]],
        apart: set[tuple[int, int]],
    ) -> None:
        people = self._people

        def since(one: int, other: int) -> datetime:
            return self._began + timedelta(minutes=(one * 31 + other * 17) % 900_000)

        for table, columns, pairs in (
            ("graph.follow", "follower_id followee_id created_at", sorted(follows)),
            ("graph.block", "blocker_id blocked_id created_at", sorted(apart)),
        ):
            rows = ((people[a], people[b], since(a, b)) for a, b in pairs)
            await copy(connection, table, columns, rows)
        rows = ((people[a], people[b], since(min(a, b), max(a, b))) for a, b in sorted(friends))
        await copy(connection, "graph.friendship", "user_id friend_id created_at", rows)
        barriers = apart | {(b, a) for a, b in apart}
        pairs = ((people[a], people[b]) for a, b in sorted(barriers))
        await copy(connection, "graph.barrier", "viewer_id other_id", pairs)

    async def _posts(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        """A few of each, of the last two months, in a few sections."""
        chance = self._random
        written = sorted(
            (self._now - timedelta(seconds=chance.random() * 5_000_000), author)
            for author in self._people
            for _ in range(chance.randint(0, 3))
        )
        await copy(
            connection,
            "posts.post",
            "id author_id section_id content visibility last_activity_at created_at",
            (
                (id_at(at, number), author, chance.choice(SECTIONS), "A line.", "public", at, at)
                for number, (at, author) in enumerate(written)
            ),
        )

    def _id(self) -> UUID:
        return id_at(self._began, next(self._serial) * 2654435761)
