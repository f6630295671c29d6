"""Finding people by what they show.

Friends are looked for in what they show to friends, everybody else in what they show to everybody.
Each set of conditions is a statement of its own, so that each has its own plan.
"""

from collections.abc import Sequence
from typing import Literal, LiteralString, NamedTuple

import msgspec

from longhouse.features.graph import api as graph
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

MOST_COUNTED = 2000
"""Of more people than this, the values are counted among so many of them."""

Facet = Literal["people", "interests", "places", "pronouns"]


class Asks(NamedTuple):
    """Which conditions a question has."""

    words: bool
    interest: bool
    place: bool
    pronouns: bool


class Question(msgspec.Struct, frozen=True, kw_only=True):
    viewer: UserId
    words: str | None = None
    """As the index is asked."""
    name: str | None = None
    """As it was typed, in small letters without accents."""
    interest: str | None = None
    place_id: int | None = None
    pronouns: str | None = None

    @property
    def asks(self) -> Asks:
        return Asks(
            words=self.words is not None,
            interest=self.interest is not None,
            place=self.place_id is not None,
            pronouns=self.pronouns is not None,
        )


class Found(msgspec.Struct, frozen=True):
    user_id: UserId
    rank: int


class After(msgspec.Struct, frozen=True, array_like=True):
    """Where a page of people ended."""

    rank: int
    user_id: UserId


class Counted(msgspec.Struct, frozen=True):
    facet: Facet
    value: str
    label: str | None
    count: int


_MINE = """
    WITH mine AS MATERIALIZED (
        SELECT friend_id FROM graph.friendship WHERE user_id = $1
    )
"""
_SEEN = graph.may_see("f.user_id", "$1")
# A parameter that a statement has no use for still has to have a type.
_TYPED = "($2::text IS NULL OR true) AND ($3::text IS NULL OR true) AND ($4::text IS NULL OR true)"
_ALSO_TYPED = "AND ($5::integer IS NULL OR true) AND ($6::text IS NULL OR true)"
_BY_WORDS = "AND f.words @@ $2::text::tsquery"
_BY_INTEREST = "AND f.interests @> ARRAY[$4::text]"
_BY_PLACE = "AND f.place_id = $5::integer"
_BY_PRONOUNS = "AND lower(f.pronouns) = $6::text"
_RANK = """
    CASE WHEN strpos(f.names, E'\\n' || $3::text || E'\\n') > 0 THEN 3
         WHEN strpos(f.names, E'\\n' || $3::text) > 0 THEN 2 ELSE 1 END
"""
_AFTER = "AND ($7::integer IS NULL OR f.user_id < $8::uuid)"
_AFTER_RANK = f"AND ($7::integer IS NULL OR ({_RANK}, f.user_id) < ($7, $8::uuid))"
# The best of all who fit are put in order before it is asked whether each may be seen: whom one
# may not see is a handful.
_MOST_NEAR = "500"
_CHOICES = [
    Asks(words, interest, place, pronouns)
    for words in (False, True)
    for interest in (False, True)
    for place in (False, True)
    for pronouns in (False, True)
]
_CONDITIONS: dict[Asks, LiteralString] = {
    choice: " ".join(
        part
        for part, asked in zip(
            (_BY_WORDS, _BY_INTEREST, _BY_PLACE, _BY_PRONOUNS), choice, strict=True
        )
        if asked
    )
    for choice in _CHOICES
}
_LIST: dict[Asks, LiteralString] = {
    choice: f"""{_MINE}, near AS MATERIALIZED (
        SELECT f.user_id, {_RANK if choice.words else "0"} AS rank FROM profiles.face AS f
        WHERE f.audience = 'everybody' AND f.user_id <> $1
          AND f.user_id NOT IN (SELECT friend_id FROM mine)
          AND {_TYPED} {_ALSO_TYPED} {_CONDITIONS[choice]} {_AFTER_RANK if choice.words else _AFTER}
        ORDER BY {"2 DESC," if choice.words else ""} f.user_id DESC LIMIT {_MOST_NEAR}
    ), close AS MATERIALIZED (
        SELECT f.user_id, {_RANK if choice.words else "0"} AS rank
        FROM mine JOIN profiles.face AS f ON f.audience = 'friends' AND f.user_id = mine.friend_id
        WHERE true {_CONDITIONS[choice]} {_AFTER_RANK if choice.words else _AFTER}
        ORDER BY {"2 DESC," if choice.words else ""} f.user_id DESC LIMIT {_MOST_NEAR}
    )
    SELECT f.user_id, f.rank FROM (
        SELECT near.user_id, near.rank FROM near UNION ALL SELECT close.user_id, close.rank FROM close
    ) AS f
    WHERE {_SEEN}
    ORDER BY f.rank DESC, f.user_id DESC LIMIT $9
    """  # noqa: S608 -- constants alone
    for choice in _CHOICES
}
_SHOWN = "f.pronouns, f.place_id, f.place_label, f.interests"
_COUNT: dict[Asks, LiteralString] = {
    choice: f"""{_MINE}, sample AS MATERIALIZED (
        SELECT * FROM (
            SELECT {_SHOWN} FROM profiles.face AS f
            WHERE f.audience = 'everybody' AND f.user_id <> $1
              AND f.user_id NOT IN (SELECT friend_id FROM mine)
              AND {_TYPED} {_ALSO_TYPED} AND {_SEEN} {_CONDITIONS[choice]}
            UNION ALL
            SELECT {_SHOWN} FROM mine
            JOIN profiles.face AS f ON f.audience = 'friends' AND f.user_id = mine.friend_id
            WHERE {_SEEN} {_CONDITIONS[choice]}
        ) AS matching LIMIT $7
    )
    SELECT 'people' AS facet, '' AS value, NULL AS label, count(*)::integer AS count FROM sample
    UNION ALL
    (SELECT 'interests', kept, NULL, count(*)::integer FROM sample, unnest(interests) AS one (kept)
     GROUP BY kept HAVING count(*) >= $8 ORDER BY count(*) DESC, kept LIMIT $9)
    UNION ALL
    (SELECT 'places', place_id::text, min(place_label), count(*)::integer FROM sample
     WHERE place_id IS NOT NULL
     GROUP BY place_id HAVING count(*) >= $8 ORDER BY count(*) DESC, place_id LIMIT $9)
    UNION ALL
    (SELECT 'pronouns', lower(pronouns), min(pronouns), count(*)::integer FROM sample
     WHERE pronouns IS NOT NULL
     GROUP BY lower(pronouns) HAVING count(*) >= $8
     ORDER BY count(*) DESC, lower(pronouns) LIMIT $9)
    """  # noqa: S608 -- constants alone
    for choice in _CHOICES
}


async def list_found(read: Read, question: Question, after: After | None, most: int) -> list[Found]:
    return await read.rows(
        Found,
        _LIST[question.asks],
        *_asked(question),
        after.rank if after else None,
        after.user_id if after else None,
        most,
    )


async def count_values(read: Read, question: Question, least: int, most: int) -> list[Counted]:
    """How many people there are, and the values that at least so many of them share."""
    return await read.rows(
        Counted, _COUNT[question.asks], *_asked(question), MOST_COUNTED, least, most
    )


_SHARING = f"""{_MINE}, wanted AS (
        SELECT interests FROM profiles.profile WHERE user_id = $1
    ), near AS (
        SELECT f.user_id, f.interests FROM profiles.face AS f
        WHERE f.audience = 'everybody' AND f.user_id <> $1
          AND f.user_id NOT IN (SELECT friend_id FROM mine)
          AND f.interests && (SELECT interests FROM wanted)
          AND {_SEEN}
        ORDER BY f.user_id DESC LIMIT $3
    )
    SELECT near.user_id, ARRAY(
        SELECT unnest(near.interests) INTERSECT SELECT unnest(interests) FROM wanted
    ) AS interests
    FROM near ORDER BY cardinality(ARRAY(
        SELECT unnest(near.interests) INTERSECT SELECT unnest(interests) FROM wanted
    )) DESC, near.user_id DESC LIMIT $2
"""  # noqa: S608 -- constants alone


class Sharing(msgspec.Struct, frozen=True):
    user_id: UserId
    interests: Sequence[str]


async def list_sharing(read: Read, viewer: UserId, most: int) -> list[Sharing]:
    """Who shares interests with a member, as far as they show them, the most in common first."""
    return await read.rows(Sharing, _SHARING, viewer, most, MOST_COUNTED)


def _asked(question: Question) -> tuple[object, ...]:
    return (
        question.viewer,
        question.words,
        question.name,
        question.interest,
        question.place_id,
        question.pronouns,
    )
