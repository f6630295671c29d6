-- Pictures, films and sounds of members, and every object in the store that belongs to one.

CREATE SCHEMA media;

CREATE TABLE media.asset (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('image', 'video', 'audio')),
    purpose text NOT NULL CHECK (purpose IN ('post', 'avatar')),
    status text NOT NULL
        CHECK (status IN ('uploading', 'processing', 'ready', 'failed', 'quarantined')),
    -- What the file is by its first bytes; null until they are here.
    format text,
    mime text NOT NULL,
    -- What the upload weighs against its owner's quota, for as long as the row lives.
    uploaded_bytes bigint NOT NULL CHECK (uploaded_bytes > 0),
    received_bytes bigint NOT NULL CHECK (received_bytes BETWEEN 0 AND uploaded_bytes),
    size bigint NOT NULL,
    width integer,
    height integer,
    duration double precision,
    placeholder text,
    alt text CHECK (char_length(alt) BETWEEN 1 AND 1000),
    variants jsonb NOT NULL DEFAULT '{}',
    progress smallint CHECK (progress BETWEEN 0 AND 100),
    attempts smallint NOT NULL DEFAULT 0,
    failure text,
    created_at timestamptz NOT NULL,
    attached_at timestamptz,
    -- When nobody has attached it until then, it is removed.
    expires_at timestamptz,
    CONSTRAINT asset_ready_is_whole CHECK (status <> 'ready' OR variants ? 'original'),
    CONSTRAINT asset_attached_stays CHECK (attached_at IS NULL OR expires_at IS NULL)
);

CREATE INDEX asset_by_owner ON media.asset (owner_id, id);
CREATE INDEX asset_by_expiry ON media.asset (expires_at) WHERE expires_at IS NOT NULL;

-- How much of the quota is used, kept so that two uploads at once meet at one row.
CREATE TABLE media.standing (
    owner_id uuid PRIMARY KEY,
    used_bytes bigint NOT NULL CHECK (used_bytes >= 0)
);

-- An object is written down before it is put, so that whatever breaks, somebody knows of it:
-- 'writing' until a row shows it, 'kept' while one does, 'dropped' until the store has let it go.
CREATE TABLE media.object (
    key text PRIMARY KEY,
    asset_id uuid NOT NULL,
    role text NOT NULL,
    state text NOT NULL CHECK (state IN ('writing', 'kept', 'dropped')),
    position bigint NOT NULL DEFAULT 0,
    size bigint,
    sha256 bytea,
    since timestamptz NOT NULL
);

CREATE INDEX object_by_asset ON media.object (asset_id, role, position);
CREATE INDEX object_to_collect ON media.object (since) WHERE state <> 'kept';
