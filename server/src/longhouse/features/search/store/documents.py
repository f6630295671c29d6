"""Keeping the index. Whoever writes a document holds its source, so that the last one to look at
the truth is the last one to write."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.search.model import Document
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def hold(tx: Tx, source_ids: Sequence[UUID]) -> None:
    """Until the end of the transaction; in one order, whoever asks."""
    await tx.values(
        bool,
        """
        SELECT pg_advisory_xact_lock(hashtextextended('search.document ' || held.id, 0)) IS NULL
        FROM (SELECT s.id FROM unnest($1::uuid[]) AS s (id) ORDER BY s.id) AS held
        """,
        list(source_ids),
    )


async def put(tx: Tx, source_ids: Sequence[UUID], documents: Sequence[Document]) -> None:
    """Make these the documents of the sources, which are held. What has not changed is left alone,
    and what has changed keeps its number."""
    await remove_others(tx, source_ids, [document.id for document in documents])
    if not documents:
        return
    await tx.execute(
        _PUT,
        [document.id for document in documents],
        [document.kind for document in documents],
        [document.post_id for document in documents],
        [document.source_id for document in documents],
        [document.section_id for document in documents],
        [document.author_id for document in documents],
        [document.created_at for document in documents],
        [" ".join(document.title) for document in documents],
        [" ".join(document.body) for document in documents],
    )


# Arrays of arrays have to be of one length; words hold no spaces, so a text carries them. A number
# is drawn for what is new alone, or the slices of the index would have holes.
_PUT = """
    WITH given AS (
        SELECT g.*, search.vector(
            string_to_array(nullif(g.title, ''), ' '), string_to_array(nullif(g.body, ''), ' ')
        ) AS words
        FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[],
                    $7::timestamptz[], $8::text[], $9::text[]) WITH ORDINALITY
            AS g (id, kind, post_id, source_id, section_id, author_id, created_at, title, body,
                  place)
        WHERE NOT EXISTS (
            SELECT FROM identity.account AS a WHERE a.id = g.author_id AND a.erased_at IS NOT NULL
        )
    ),
    changed AS (
        UPDATE search.document AS d
        SET words = g.words, section_id = g.section_id
        FROM given AS g
        WHERE d.id = g.id
          AND (d.words, d.section_id) IS DISTINCT FROM (g.words, g.section_id)
    )
    INSERT INTO search.document
        (id, kind, post_id, source_id, section_id, author_id, created_at, words)
    SELECT g.id, g.kind, g.post_id, g.source_id, g.section_id, g.author_id, g.created_at, g.words
    FROM given AS g
    WHERE NOT EXISTS (SELECT FROM search.document AS d WHERE d.id = g.id)
    ORDER BY g.place
"""


async def remove_others(tx: Tx, source_ids: Sequence[UUID], kept: Sequence[UUID]) -> None:
    await tx.execute(
        """
        DELETE FROM search.document
        WHERE source_id = ANY($1::uuid[]) AND id <> ALL($2::uuid[])
        """,
        list(source_ids),
        list(kept),
    )


async def remove_all_of(tx: Tx, source_ids: Sequence[UUID]) -> None:
    await tx.execute(
        "DELETE FROM search.document WHERE source_id = ANY($1::uuid[])", list(source_ids)
    )


async def list_comments_under(read: Read, post_id: UUID) -> list[UUID]:
    """Comments of which something can be found."""
    return await read.values(
        UUID,
        """
        SELECT DISTINCT source_id FROM search.document
        WHERE post_id = $1 AND source_id <> post_id
        """,
        post_id,
    )


async def list_sources_of(read: Read, author_id: UserId) -> list[UUID]:
    return await read.values(
        UUID, "SELECT DISTINCT source_id FROM search.document WHERE author_id = $1", author_id
    )


async def list_sources_after(
    read: Read, after: UUID, most: int, *, comments: bool
) -> Sequence[UUID]:
    """In the order of their ids: posts, or comments."""
    return await read.values(
        UUID,
        """
        SELECT DISTINCT source_id FROM search.document
        WHERE source_id > $1 AND (source_id <> post_id) = $3
        ORDER BY source_id LIMIT $2
        """,
        after,
        most,
        comments,
    )
