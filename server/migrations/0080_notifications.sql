-- What members are told of: a row for each direct cause, and how each member wants to hear of it.

CREATE SCHEMA notifications;

-- What is alike is one row while it has not been read: `collapses` ends with the first reading.
-- A row that is not shown only carries what goes out by push or mail, or remembers that its member
-- threw it away.
CREATE TABLE notifications.notification (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    type text NOT NULL CHECK (type IN ('new_comment', 'mention', 'reaction', 'follow')),
    target_id uuid NOT NULL,
    post_id uuid,
    comment_id uuid,
    shown boolean NOT NULL DEFAULT true,
    collapses boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    read_at timestamptz,
    pushed_at timestamptz
) WITH (fillfactor = 85);

CREATE INDEX notification_by_user ON notifications.notification (user_id, updated_at DESC, id DESC)
    WHERE shown;
CREATE INDEX notification_unread ON notifications.notification (user_id, updated_at DESC)
    WHERE shown AND read_at IS NULL;
CREATE UNIQUE INDEX notification_alike
    ON notifications.notification (user_id, type, target_id, shown) WHERE collapses;
CREATE INDEX notification_by_post ON notifications.notification (post_id);
CREATE INDEX notification_by_comment ON notifications.notification (comment_id)
    WHERE comment_id IS NOT NULL;
CREATE INDEX notification_by_age ON notifications.notification (updated_at);

-- One for each act and member, so that an act that is told twice is kept once: the comment, the
-- post that mentions, the reaction, or who follows.
CREATE TABLE notifications.cause (
    cause_id uuid NOT NULL,
    user_id uuid NOT NULL,
    notification_id uuid NOT NULL REFERENCES notifications.notification ON DELETE CASCADE,
    actor_id uuid NOT NULL,
    comment_id uuid,
    emoji text,
    at timestamptz NOT NULL,
    PRIMARY KEY (cause_id, user_id)
);

CREATE INDEX cause_of_notification
    ON notifications.cause (notification_id, at DESC, cause_id DESC);
CREATE INDEX cause_by_actor ON notifications.cause (actor_id);

-- What a member has chosen; without a row all is as the code has it.
CREATE TABLE notifications.preference (
    user_id uuid PRIMARY KEY,
    settings jsonb NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE notifications.section_left (
    user_id uuid NOT NULL,
    section_id uuid NOT NULL,
    PRIMARY KEY (user_id, section_id)
);

-- Up to which post of a section a member was told of it, outside of the house.
CREATE TABLE notifications.section_told (
    user_id uuid NOT NULL,
    section_id uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN ('push', 'email')),
    post_id uuid NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, section_id, channel)
);

-- The key by which push services know the house; the private half is sealed.
CREATE TABLE notifications.push_key (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    public bytea NOT NULL,
    sealed_private bytea NOT NULL,
    created_at timestamptz NOT NULL
);

-- A browser of a member that takes pushes, for as long as its session lasts.
CREATE TABLE notifications.push_subscription (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    endpoint text NOT NULL CHECK (octet_length(endpoint) <= 2048),
    endpoint_hash bytea NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    auth bytea NOT NULL,
    device text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX push_subscription_by_user ON notifications.push_subscription (user_id, id);
CREATE INDEX push_subscription_by_session ON notifications.push_subscription (session_id);

-- A push that waits to be sent, or to be tried again. What it says is read when it goes out.
CREATE TABLE notifications.outgoing_push (
    id uuid PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES notifications.push_subscription ON DELETE CASCADE,
    user_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('notification', 'section', 'summary', 'test')),
    about_id uuid NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    CONSTRAINT outgoing_push_once UNIQUE (subscription_id, kind, about_id)
);

CREATE INDEX outgoing_push_due ON notifications.outgoing_push (next_attempt_at);
CREATE INDEX outgoing_push_about ON notifications.outgoing_push (about_id);

-- A mail that waits to be written: what a member did not read of a type since `since`.
CREATE TABLE notifications.outgoing_mail (
    user_id uuid NOT NULL,
    type text NOT NULL,
    since timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, type)
);

CREATE INDEX outgoing_mail_due ON notifications.outgoing_mail (due_at);
