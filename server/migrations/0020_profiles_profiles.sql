-- What members say about themselves, and how the house looks to them. A row is made on the first
-- change; a member without one has the defaults.

CREATE SCHEMA profiles;

CREATE TABLE profiles.profile (
    user_id uuid PRIMARY KEY,
    display_name text CHECK (char_length(display_name) BETWEEN 3 AND 40),
    bio text CHECK (char_length(bio) BETWEEN 1 AND 280),
    settings jsonb NOT NULL DEFAULT '{}',
    updated_at timestamptz NOT NULL
);
