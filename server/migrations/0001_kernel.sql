-- What the kernel keeps: events on their way, answers already given, and the audit log.

CREATE TABLE kernel.outbox (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    relayed_at timestamptz
);

CREATE INDEX outbox_waiting ON kernel.outbox (id) WHERE relayed_at IS NULL;
CREATE INDEX outbox_relayed ON kernel.outbox (relayed_at) WHERE relayed_at IS NOT NULL;

CREATE TABLE kernel.idempotency_key (
    user_id uuid NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_digest bytea NOT NULL,
    result_id uuid,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, route, key)
);

CREATE INDEX idempotency_key_age ON kernel.idempotency_key (created_at);

-- Each entry carries the digest of the one before it, so that a change anywhere shows.
CREATE TABLE kernel.audit_entry (
    seq bigint PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    actor_id uuid,
    actor_name text,
    action text NOT NULL,
    target_type text,
    target_id text,
    target_label text,
    -- As text, because the digest covers these very bytes.
    details text NOT NULL,
    created_at timestamptz NOT NULL,
    digest bytea NOT NULL
);

CREATE INDEX audit_entry_action ON kernel.audit_entry (action, seq);

-- The house's role may only insert and read; this refuses the owner as well.
CREATE FUNCTION kernel.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log cannot be rewritten';
END
$$;

CREATE TRIGGER audit_entry_is_final
    BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting();
