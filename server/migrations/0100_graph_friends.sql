-- Friends: asked for, answered, and kept both ways round.

CREATE TABLE graph.friend_request (
    id uuid PRIMARY KEY,
    requester_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    message text CHECK (char_length(message) BETWEEN 1 AND 140),
    status text NOT NULL DEFAULT 'pending' CHECK (
        status IN ('pending', 'accepted', 'declined', 'cancelled', 'expired')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    responded_at timestamptz,
    CONSTRAINT friend_request_to_another CHECK (requester_id <> recipient_id),
    CONSTRAINT friend_request_closed_at_some_time
        CHECK ((status = 'pending') = (responded_at IS NULL))
);

-- One is outstanding for a pair, whoever asked.
CREATE UNIQUE INDEX friend_request_outstanding ON graph.friend_request
    (least(requester_id, recipient_id), greatest(requester_id, recipient_id))
    WHERE status = 'pending';
CREATE INDEX friend_request_incoming ON graph.friend_request (recipient_id, id DESC)
    WHERE status = 'pending';
CREATE INDEX friend_request_outgoing ON graph.friend_request (requester_id, id DESC)
    WHERE status = 'pending';
CREATE INDEX friend_request_of_requester ON graph.friend_request
    (requester_id, recipient_id, created_at DESC);
CREATE INDEX friend_request_sent ON graph.friend_request (requester_id, created_at DESC);
CREATE INDEX friend_request_to_expire ON graph.friend_request (expires_at)
    WHERE status = 'pending';

CREATE TABLE graph.friendship (
    user_id uuid NOT NULL,
    friend_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    source_request_id uuid,
    PRIMARY KEY (user_id, friend_id),
    CONSTRAINT friendship_with_another CHECK (user_id <> friend_id)
);

CREATE INDEX friendship_by_user ON graph.friendship (user_id, created_at DESC, friend_id DESC);

ALTER TABLE graph.standing
    ADD COLUMN friend_count integer NOT NULL DEFAULT 0 CHECK (friend_count >= 0);

-- Who may ask somebody for friendship; without a row, anybody may.
CREATE TABLE graph.preference (
    user_id uuid PRIMARY KEY,
    friend_policy text NOT NULL CHECK (friend_policy IN ('open', 'mutual_server', 'nobody')),
    auto_decline_non_mutual boolean NOT NULL DEFAULT false
);

-- Whom a member does not want to be recommended again.
CREATE TABLE graph.passed_over (
    user_id uuid NOT NULL,
    other_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, other_id)
);
