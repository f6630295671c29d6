-- Who follows, blocks and mutes whom, and whom nobody may see because of it.

CREATE SCHEMA graph;

CREATE TABLE graph.follow (
    follower_id uuid NOT NULL,
    followee_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (follower_id, followee_id),
    CONSTRAINT follow_of_another CHECK (follower_id <> followee_id)
);

CREATE INDEX follow_by_follower ON graph.follow (follower_id, created_at DESC, followee_id DESC);
CREATE INDEX follow_by_followee ON graph.follow (followee_id, created_at DESC, follower_id DESC);

CREATE TABLE graph.block (
    blocker_id uuid NOT NULL,
    blocked_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    CONSTRAINT block_of_another CHECK (blocker_id <> blocked_id)
);

CREATE INDEX block_by_blocker ON graph.block (blocker_id, created_at DESC, blocked_id DESC);
CREATE INDEX block_by_blocked ON graph.block (blocked_id);

CREATE TABLE graph.mute (
    muter_id uuid NOT NULL,
    muted_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (muter_id, muted_id),
    CONSTRAINT mute_of_another CHECK (muter_id <> muted_id)
);

CREATE INDEX mute_by_muter ON graph.mute (muter_id, created_at DESC, muted_id DESC);
CREATE INDEX mute_by_muted ON graph.mute (muted_id);

-- Both directions of every block, so that asking who may see whom is one look into one index. A
-- pair is behind a barrier as long as either blocks the other.
CREATE TABLE graph.barrier (
    viewer_id uuid NOT NULL,
    other_id uuid NOT NULL,
    PRIMARY KEY (viewer_id, other_id)
);

-- How many members who are here follow somebody, and how many somebody follows.
CREATE TABLE graph.standing (
    user_id uuid PRIMARY KEY,
    follower_count integer NOT NULL DEFAULT 0 CHECK (follower_count >= 0),
    following_count integer NOT NULL DEFAULT 0 CHECK (following_count >= 0)
);
