-- What else members say about themselves, and to whom each of it is shown.

ALTER TABLE profiles.profile
    ADD COLUMN gender text CHECK (char_length(gender) BETWEEN 1 AND 30),
    ADD COLUMN pronouns text CHECK (char_length(pronouns) BETWEEN 1 AND 30),
    ADD COLUMN place_id integer,
    ADD COLUMN place_city text,
    ADD COLUMN place_country text CHECK (char_length(place_country) = 2),
    ADD COLUMN place_label text,
    -- The ids of the taxonomy, and own words behind an equals sign.
    ADD COLUMN interests text[] NOT NULL DEFAULT '{}' CHECK (cardinality(interests) <= 12),
    ADD COLUMN avatar_id uuid,
    ADD COLUMN banner_id uuid,
    -- What was chosen, and what follows from it: the names of the fields that every member may see,
    -- and of those that friends may see. A member without a row shows what the defaults say.
    ADD COLUMN visibility jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN hide_profile boolean NOT NULL DEFAULT false,
    ADD COLUMN open_fields text[] NOT NULL DEFAULT '{display_name,avatar}',
    ADD COLUMN friend_fields text[] NOT NULL
        DEFAULT '{display_name,avatar,banner,bio,gender,pronouns,location,interests,activity,connections,showcase,last_active}',
    ADD COLUMN onboarded_at timestamptz,
    -- The same for all names that a reader could mistake for one another.
    ADD COLUMN name_skeleton text CONSTRAINT profile_name_unique UNIQUE,
    ADD CONSTRAINT profile_place_is_whole CHECK (
        num_nulls(place_id, place_city, place_country, place_label) IN (0, 4));

CREATE UNIQUE INDEX profile_by_avatar ON profiles.profile (avatar_id) WHERE avatar_id IS NOT NULL;
CREATE UNIQUE INDEX profile_by_banner ON profiles.profile (banner_id) WHERE banner_id IS NOT NULL;

-- The cities of the world, read from their package when somebody first looks for one.
CREATE TABLE profiles.place (
    id integer PRIMARY KEY,
    city text NOT NULL,
    country text NOT NULL,
    label text NOT NULL,
    -- Small letters without accents.
    key text NOT NULL COLLATE "C",
    population integer NOT NULL
);

CREATE INDEX place_by_key ON profiles.place (key, population DESC);

-- What search may know of a member: once as every member sees them, once as their friends do. What
-- is hidden from somebody is not in the row that their search reads.
CREATE TABLE profiles.face (
    user_id uuid NOT NULL,
    audience text NOT NULL CHECK (audience IN ('everybody', 'friends')),
    -- The names, each between two line breaks.
    names text NOT NULL,
    words tsvector NOT NULL,
    pronouns text,
    place_id integer,
    place_label text,
    interests text[] NOT NULL,
    PRIMARY KEY (audience, user_id)
);

CREATE INDEX face_by_user ON profiles.face (user_id);
CREATE INDEX face_by_words ON profiles.face USING gin (words);
CREATE INDEX face_by_interest ON profiles.face USING gin (interests);
CREATE INDEX face_by_place ON profiles.face (place_id, user_id) WHERE place_id IS NOT NULL;
CREATE INDEX face_by_pronouns ON profiles.face (lower(pronouns), user_id)
    WHERE pronouns IS NOT NULL;

INSERT INTO profiles.face (user_id, audience, names, words, interests)
SELECT a.id, audience.name,
       E'\n' || lower(a.username) || E'\n'
           || coalesce(lower(p.display_name) || E'\n', ''),
       to_tsvector('simple', replace(a.username, '_', ' ') || ' ' || a.username || ' '
                   || coalesce(p.display_name, '') || ' '
                   || CASE audience.name WHEN 'friends' THEN coalesce(p.bio, '') ELSE '' END),
       '{}'
FROM identity.account AS a
LEFT JOIN profiles.profile AS p ON p.user_id = a.id
CROSS JOIN (VALUES ('everybody'), ('friends')) AS audience (name)
WHERE a.erased_at IS NULL;

-- What members did lately. What it is about is looked at anew by each who reads it.
CREATE TABLE profiles.activity (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    kind text NOT NULL
        CHECK (kind IN ('joined', 'posted', 'commented', 'befriended', 'visibility_changed')),
    subject_id uuid,
    -- Of changes of visibility: each field with its old and its new level.
    changes jsonb,
    at timestamptz NOT NULL,
    CONSTRAINT activity_is_told_once UNIQUE (user_id, kind, subject_id)
);

CREATE INDEX activity_by_user ON profiles.activity (user_id, at DESC, id DESC);
CREATE INDEX activity_by_subject ON profiles.activity (subject_id) WHERE subject_id IS NOT NULL;

CREATE TABLE profiles.showcase_item (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    collection text NOT NULL,
    entity_id uuid NOT NULL,
    note text CHECK (char_length(note) BETWEEN 1 AND 80),
    position smallint NOT NULL CHECK (position BETWEEN 0 AND 2),
    CONSTRAINT showcase_shows_once UNIQUE (user_id, collection, entity_id),
    CONSTRAINT showcase_has_an_order UNIQUE (user_id, collection, position)
);
