-- What members do to what others publish: comments, reactions, saves, shares.

CREATE SCHEMA responses;

-- What is shown of a branch whose comment was deleted is a husk: `reply_count` holds the direct
-- replies that are shown, husks among them, and a deleted comment without any is gone from sight.
CREATE TABLE responses.comment (
    id uuid PRIMARY KEY,
    post_id uuid NOT NULL,
    author_id uuid NOT NULL,
    parent_comment_id uuid REFERENCES responses.comment,
    depth smallint NOT NULL DEFAULT 0 CHECK (depth >= 0),
    content text NOT NULL CHECK (char_length(content) <= 10000),
    client_id text CHECK (char_length(client_id) <= 100),
    reply_count integer NOT NULL DEFAULT 0 CHECK (reply_count >= 0),
    reaction_count integer NOT NULL DEFAULT 0 CHECK (reaction_count >= 0),
    reactions jsonb NOT NULL DEFAULT '{}',
    last_activity_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    deleted_by_id uuid,
    CONSTRAINT comment_deleted_by_somebody CHECK ((deleted_at IS NULL) = (deleted_by_id IS NULL))
) WITH (fillfactor = 85);

CREATE INDEX comment_root ON responses.comment (post_id, id) WHERE parent_comment_id IS NULL;
CREATE INDEX comment_root_by_activity ON responses.comment (post_id, last_activity_at, id)
    WHERE parent_comment_id IS NULL;
CREATE INDEX comment_reply ON responses.comment (parent_comment_id, id);
CREATE INDEX comment_by_post ON responses.comment (post_id, created_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX comment_on_post_by ON responses.comment (post_id, author_id) WHERE deleted_at IS NULL;
CREATE INDEX comment_by_author ON responses.comment (author_id DESC, id DESC);
CREATE INDEX comment_content_words ON responses.comment
    USING gin (to_tsvector('english', content));
CREATE UNIQUE INDEX comment_by_client_id ON responses.comment (author_id, client_id)
    WHERE client_id IS NOT NULL;

-- A reaction that is taken back stays and is revived when it is given again.
CREATE TABLE responses.reaction (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    post_id uuid,
    comment_id uuid,
    emoji varchar(10) NOT NULL,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CONSTRAINT reaction_target CHECK ((post_id IS NULL) <> (comment_id IS NULL))
);

CREATE UNIQUE INDEX reaction_once_on_post ON responses.reaction (user_id, post_id, emoji)
    WHERE post_id IS NOT NULL;
CREATE UNIQUE INDEX reaction_once_on_comment ON responses.reaction (user_id, comment_id, emoji)
    WHERE comment_id IS NOT NULL;

CREATE INDEX reaction_by_post ON responses.reaction (post_id, created_at DESC, id DESC)
    WHERE deleted_at IS NULL AND post_id IS NOT NULL;
CREATE INDEX reaction_by_comment ON responses.reaction (comment_id, created_at DESC, id DESC)
    WHERE deleted_at IS NULL AND comment_id IS NOT NULL;

CREATE TABLE responses.save (
    user_id uuid NOT NULL,
    post_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, post_id)
);

CREATE INDEX save_by_user ON responses.save (user_id, created_at DESC, post_id DESC);

CREATE TABLE responses.share (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    post_id uuid NOT NULL,
    comment text CHECK (char_length(comment) <= 1000),
    created_at timestamptz NOT NULL
);

CREATE INDEX share_by_post ON responses.share (post_id, id DESC);
CREATE INDEX share_by_user ON responses.share (user_id, id DESC);
