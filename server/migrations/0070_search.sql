-- What can be found by its words.

CREATE SCHEMA search;

CREATE SEQUENCE search.document_number;

-- One row for each post, comment, and link whose page is known. `words` holds every word as it is
-- written, without accents and in small letters, and beside it, behind a `~`, its English stem
-- where that is another word.
CREATE TABLE search.document (
    -- Newer things have higher numbers; what is nearly so is put right by a rebuild.
    number bigint PRIMARY KEY DEFAULT nextval('search.document_number'),
    id uuid NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('post', 'comment', 'link_metadata')),
    post_id uuid NOT NULL,
    -- The post or the comment that was written; of a link, where it stands.
    source_id uuid NOT NULL,
    section_id uuid,
    author_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    words tsvector NOT NULL
);

CREATE INDEX document_by_source ON search.document (source_id);
CREATE INDEX document_by_post ON search.document (post_id);
CREATE INDEX document_by_author ON search.document (author_id);

-- The tsvector of some words, the first of which weigh more: those of a title.
CREATE FUNCTION search.vector(title text[], body text[]) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(
        quote_literal(w.word) || ':' || w.place
        || CASE WHEN w.stem <> w.word
                THEN ' ' || quote_literal('~' || w.stem) || ':' || w.place ELSE '' END,
        ' ')::tsvector, ''::tsvector)
    FROM (
        SELECT word, (ts_lexize('english_stem', word))[1] AS stem,
               least(at, 16383) || CASE WHEN at <= cardinality(title) THEN 'A' ELSE '' END AS place
        FROM unnest(title || body) WITH ORDINALITY AS given (word, at)
    ) AS w
$$;

-- The index is cut into slices of 8,192 documents: every key of it begins with the number of its
-- slice. So a search looks through the newest slice, then the one before, until it has enough, and
-- even the commonest word or the shortest beginning of one costs no more than a slice at a time.
CREATE FUNCTION search.slice(number bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT number >> 13 $$;

CREATE FUNCTION search.keys(
    number bigint, kind text, section_id uuid, author_id uuid, words tsvector
) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array(
        SELECT (number >> 13) || '/' || key
        FROM unnest(tsvector_to_array(words) || ARRAY[
            '!' || kind,
            '@' || author_id,
            '#' || coalesce(section_id::text, '')
        ]) AS key
    ))
$$;

-- Without a list of pending entries, which every slice of every search would read through.
CREATE INDEX document_by_key ON search.document
    USING gin (search.keys(number, kind, section_id, author_id, words)) WITH (fastupdate = off);
