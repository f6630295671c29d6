-- Accounts, how they sign in, and the configuration of the site.

CREATE SCHEMA identity;

CREATE TABLE identity.account (
    id uuid PRIMARY KEY,
    username text NOT NULL CHECK (username ~ '^[A-Za-z0-9_-]{3,48}$'),
    skeleton text NOT NULL CONSTRAINT account_skeleton_unique UNIQUE,
    email text,
    password_hash varchar(255) NOT NULL,
    is_admin boolean NOT NULL DEFAULT false,
    invite_id uuid,
    created_at timestamptz NOT NULL,
    approved_at timestamptz,
    approved_by uuid,
    deleted_at timestamptz,
    deleted_by uuid,
    erased_at timestamptz,
    CONSTRAINT account_admin_is_active
        CHECK (NOT is_admin OR (approved_at IS NOT NULL AND deleted_at IS NULL)),
    CONSTRAINT account_erased_is_empty
        CHECK (erased_at IS NULL OR (deleted_at IS NOT NULL AND email IS NULL AND password_hash = ''))
);

CREATE UNIQUE INDEX account_email_unique ON identity.account (lower(email));
CREATE INDEX account_by_username ON identity.account (lower(username));
CREATE INDEX account_pending ON identity.account (id) WHERE approved_at IS NULL;
CREATE INDEX account_deleted ON identity.account (deleted_at)
    WHERE deleted_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX account_admins ON identity.account (id) WHERE is_admin;

-- A cookie's session keeps the hash of its token here; a bearer's keeps that of its access token,
-- with an expiry of its own. Ended sessions stay for a while, so that a replayed refresh token is
-- known for what it is.
CREATE TABLE identity.session (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('cookie', 'bearer')),
    token_hash bytea NOT NULL CONSTRAINT session_token_unique UNIQUE,
    token_expires_at timestamptz NOT NULL,
    device text NOT NULL,
    address text,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    reauthenticated_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text
);

CREATE INDEX session_by_account ON identity.session (account_id, last_seen_at);
CREATE INDEX session_by_expiry ON identity.session (expires_at);

CREATE TABLE identity.refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES identity.session ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE INDEX refresh_token_by_session ON identity.refresh_token (session_id);

-- Browsers from which someone has signed in to an account before.
CREATE TABLE identity.known_device (
    account_id uuid NOT NULL REFERENCES identity.account ON DELETE CASCADE,
    device_hash bytea NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, device_hash)
);

CREATE TABLE identity.second_factor (
    account_id uuid PRIMARY KEY REFERENCES identity.account ON DELETE CASCADE,
    secret_sealed bytea NOT NULL,
    recovery_salt bytea NOT NULL,
    last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz
);

CREATE TABLE identity.recovery_code (
    account_id uuid NOT NULL REFERENCES identity.second_factor ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE identity.one_time_link (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('first_admin', 'reset')),
    account_id uuid REFERENCES identity.account ON DELETE CASCADE,
    token_hash bytea NOT NULL CONSTRAINT one_time_link_token_unique UNIQUE,
    created_at timestamptz NOT NULL,
    created_by uuid,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CHECK ((kind = 'first_admin') = (account_id IS NULL))
);

CREATE INDEX one_time_link_by_account ON identity.one_time_link (account_id);

CREATE TABLE identity.invite (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT invite_code_unique UNIQUE,
    note text,
    max_uses integer NOT NULL CHECK (max_uses BETWEEN 1 AND 1000),
    uses integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES identity.account,
    revoked_at timestamptz,
    CHECK (uses BETWEEN 0 AND max_uses)
);

ALTER TABLE identity.account
    ADD FOREIGN KEY (invite_id) REFERENCES identity.invite ON DELETE SET NULL;

CREATE TABLE identity.site_config (
    key text PRIMARY KEY,
    value jsonb NOT NULL,
    updated_by uuid,
    updated_at timestamptz NOT NULL
);
