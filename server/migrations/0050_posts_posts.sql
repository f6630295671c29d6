-- Sections, and what is published in them.

CREATE SCHEMA posts;

CREATE TABLE posts.section (
    id uuid PRIMARY KEY,
    name varchar(255) NOT NULL,
    type varchar(50) NOT NULL CONSTRAINT section_type_known CHECK (
        type IN ('music', 'photo', 'event', 'recipe', 'book', 'movie', 'general')),
    position smallint NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO posts.section (id, name, type, position) VALUES
    ('0190d6a0-0000-7000-8000-000000000001', 'Music', 'music', 1),
    ('0190d6a0-0000-7000-8000-000000000002', 'Photos', 'photo', 2),
    ('0190d6a0-0000-7000-8000-000000000003', 'Events', 'event', 3),
    ('0190d6a0-0000-7000-8000-000000000004', 'Recipes', 'recipe', 4),
    ('0190d6a0-0000-7000-8000-000000000005', 'Books', 'book', 5),
    ('0190d6a0-0000-7000-8000-000000000006', 'Movies', 'movie', 6),
    ('0190d6a0-0000-7000-8000-000000000007', 'General', 'general', 7);

-- The order of ids is the order of publishing. Counters are changed in place, which is why a page
-- of the table is not filled to the brim.
CREATE TABLE posts.post (
    id uuid PRIMARY KEY,
    author_id uuid NOT NULL,
    section_id uuid REFERENCES posts.section,
    kind text NOT NULL DEFAULT 'post',
    content text NOT NULL CHECK (char_length(content) <= 10000),
    visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'followers')),
    media_ids uuid[] NOT NULL DEFAULT '{}',
    client_id text CHECK (char_length(client_id) <= 100),
    comment_count integer NOT NULL DEFAULT 0 CHECK (comment_count >= 0),
    reaction_count integer NOT NULL DEFAULT 0 CHECK (reaction_count >= 0),
    share_count integer NOT NULL DEFAULT 0 CHECK (share_count >= 0),
    save_count integer NOT NULL DEFAULT 0 CHECK (save_count >= 0),
    reactions jsonb NOT NULL DEFAULT '{}',
    last_activity_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    deleted_by_id uuid,
    CONSTRAINT post_deleted_by_somebody CHECK ((deleted_at IS NULL) = (deleted_by_id IS NULL))
) WITH (fillfactor = 85);

-- Both columns run the same way, so that a page begins in the index exactly behind its key.
CREATE INDEX post_by_section ON posts.post (section_id DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX post_by_author ON posts.post (author_id DESC, id DESC);
CREATE INDEX post_content_words ON posts.post USING gin (to_tsvector('english', content));
CREATE UNIQUE INDEX post_by_client_id ON posts.post (author_id, client_id)
    WHERE client_id IS NOT NULL;

CREATE TABLE posts.tag (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);

CREATE TABLE posts.post_tag (
    post_id uuid NOT NULL REFERENCES posts.post ON DELETE CASCADE,
    tag_id uuid NOT NULL REFERENCES posts.tag,
    position smallint NOT NULL,
    PRIMARY KEY (post_id, tag_id)
);

CREATE INDEX post_tag_by_tag ON posts.post_tag (tag_id, post_id DESC);

CREATE TABLE posts.mention (
    id uuid PRIMARY KEY,
    post_id uuid REFERENCES posts.post ON DELETE CASCADE,
    comment_id uuid,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT mention_target CHECK ((post_id IS NULL) <> (comment_id IS NULL)),
    CONSTRAINT mention_once_in_post UNIQUE (post_id, user_id),
    CONSTRAINT mention_once_in_comment UNIQUE (comment_id, user_id)
);

CREATE INDEX mention_by_user ON posts.mention (user_id, id DESC);

CREATE TABLE posts.link (
    id uuid PRIMARY KEY,
    post_id uuid REFERENCES posts.post ON DELETE CASCADE,
    comment_id uuid,
    position smallint NOT NULL,
    url text NOT NULL,
    metadata jsonb,
    state text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT link_target CHECK ((post_id IS NULL) <> (comment_id IS NULL))
);

CREATE INDEX link_by_post ON posts.link (post_id, position);
CREATE INDEX link_by_comment ON posts.link (comment_id, position);
CREATE INDEX link_metadata ON posts.link USING gin (metadata);
CREATE INDEX link_waiting ON posts.link USING hash (url) WHERE metadata IS NULL;

-- How far a member has read in a section.
CREATE TABLE posts.mark (
    user_id uuid NOT NULL,
    section_id uuid NOT NULL REFERENCES posts.section ON DELETE CASCADE,
    post_id uuid NOT NULL,
    PRIMARY KEY (user_id, section_id)
);
