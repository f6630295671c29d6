-- What links lead to, one row for each address that was looked at.

CREATE SCHEMA links;

CREATE TABLE links.preview (
    -- The digest, because an address can be longer than a row of an index.
    url_hash bytea PRIMARY KEY CHECK (octet_length(url_hash) = 32),
    url text NOT NULL CHECK (char_length(url) <= 16384),
    state text NOT NULL CHECK (state IN ('new', 'ready', 'failed')),
    -- Also kept beside a failure that came later, to be shown for a while longer.
    metadata jsonb,
    fetched_at timestamptz,
    fresh_until timestamptz NOT NULL,
    -- Who looks holds the row until then; a process that died holds it no longer.
    leased_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    CHECK (state <> 'ready' OR (metadata IS NOT NULL AND fetched_at IS NOT NULL))
);

CREATE INDEX preview_age ON links.preview (fresh_until);
