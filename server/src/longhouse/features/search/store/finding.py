"""Looking through the index with the eyes of somebody."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.posts import api as posts
from longhouse.features.search.model import Found, Kind, Stretch
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId

MOST = 1000
"""How many documents that have the words are ranked against each other."""

ABOVE_ALL = 1 << 60
"""A number that no document has."""
BEST = 1e30
"""A score that none has."""

_ENOUGH_TO_BE_BROAD = 160

_MAY_SEE_POST = posts.may_see("p", "$1::uuid")
_WANTS_AUTHOR = graph.wants_to_see("c.author_id", "$1::uuid")
_WANTS_OWNER = graph.wants_to_see("p.author_id", "$1::uuid")
# The slices come newest first and each is searched by itself, so the outer limit ends the search
# where there is enough. `number + 0` keeps the planner from walking down the primary key instead,
# which for a rare word would be the whole table.
_RANKED = """
    WITH candidate AS MATERIALIZED (
        SELECT c.* FROM (
            SELECT g.slice FROM generate_series(
                (SELECT search.slice(max(newest.number)) FROM search.document AS newest
                 WHERE newest.number < $4),
                (SELECT search.slice(min(oldest.number)) FROM search.document AS oldest),
                -1
            ) AS g (slice)
            WHERE g.slice >= search.slice($5::bigint)
            ORDER BY g.slice DESC
        ) AS s
        CROSS JOIN LATERAL (
            SELECT d.number, d.id, d.kind, d.post_id, d.source_id, d.author_id, d.created_at,
                   d.words
            FROM search.document AS d
            WHERE search.keys(d.number, d.kind, d.section_id, d.author_id, d.words)
                  @@ replace($3::text, '§', s.slice || '/')::tsquery
              AND d.number + 0 < $4 AND d.number + 0 >= $5
            ORDER BY d.number + 0 DESC LIMIT 1000
        ) AS c
        LIMIT 1000
    ),
    ranked AS (
        SELECT c.number, c.id, c.kind, c.post_id, c.source_id,
               ts_rank(c.words, $2::text::tsquery, 1)::float8
               / (1 + greatest(0, extract(epoch FROM $6::timestamptz - c.created_at))::float8
                      / (90 * 86400)) AS score
        FROM candidate AS c
        JOIN posts.post AS p ON p.id = c.post_id
        WHERE c.words @@ $2::text::tsquery
          AND (c.kind = 'post' OR c.source_id = c.post_id OR EXISTS (
              SELECT FROM responses.comment AS r
              WHERE r.id = c.source_id AND r.deleted_at IS NULL
          ))
"""
_PAGE = """)
    SELECT edge.bottom, edge.many, r.number, r.id, r.kind, r.post_id, r.source_id, r.score
    FROM (SELECT min(number) AS bottom, count(*) AS many FROM candidate) AS edge
    LEFT JOIN LATERAL (
        SELECT * FROM ranked WHERE (ranked.score, ranked.number) < ($7::float8, $8::bigint)
        ORDER BY ranked.score DESC, ranked.number DESC LIMIT $9
    ) AS r ON true
"""
FIND = f"{_RANKED} AND {_MAY_SEE_POST} AND {_WANTS_AUTHOR} AND {_WANTS_OWNER} {_PAGE}"


class _Row(msgspec.Struct, kw_only=True):
    """One that was found with the edge of the stretch, or the edge alone."""

    bottom: int | None
    many: int
    number: int | None
    id: UUID
    kind: Kind
    post_id: UUID
    source_id: UUID
    score: float


async def find(
    read: Read,
    viewer: UserId,
    condition: str,
    keys: str,
    *,
    at: datetime,
    top: int,
    bottom: int,
    after: tuple[float, int] | None,
    most: int,
) -> Stretch:
    """The best of the newest thousand that have the keys and are numbered below `top`."""
    score, number = after or (BEST, 0)
    rows = await read.rows(
        _Row, FIND, viewer, condition, keys, top, bottom, at, score, number, most
    )
    return Stretch(
        found=[
            Found(
                number=row.number,
                id=row.id,
                kind=row.kind,
                post_id=row.post_id,
                source_id=row.source_id,
                score=row.score,
            )
            for row in rows
            if row.number is not None
        ],
        bottom=rows[0].bottom or 0,
        is_last=rows[0].many < MOST,
    )


async def is_broad(read: Read, keys: str) -> bool:
    """Whether so many documents have these keys that there is no use in asking the index for them
    together with others: the last full slice stands for all."""
    found = await read.value(
        int,
        """
        SELECT count(*) FROM (
            SELECT FROM search.document AS d
            WHERE search.keys(d.number, d.kind, d.section_id, d.author_id, d.words) @@ replace(
                $1::text, '§',
                (SELECT greatest(search.slice(max(n.number)) - 1, search.slice(min(n.number)))
                 FROM search.document AS n) || '/'
            )::tsquery
            LIMIT 160
        ) AS sample
        """,
        keys,
    )
    return found == _ENOUGH_TO_BE_BROAD


async def get_stems(read: Read, words: Sequence[str]) -> dict[str, str | None]:
    """The English stem of each word; None for those of every text."""
    if not words:
        return {}
    found = await read.rows(
        _Stem,
        """
        SELECT w.word, (ts_lexize('english_stem', w.word))[1] AS stem
        FROM unnest($1::text[]) AS w (word)
        """,
        list(words),
    )
    return {one.word: one.stem for one in found}


class _Stem(msgspec.Struct, frozen=True):
    word: str
    stem: str | None
