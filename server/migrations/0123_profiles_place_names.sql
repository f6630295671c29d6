-- What cities are called: Wien and Vienna are one. Places are read from their package again, with
-- all of these, when somebody next looks for one.

CREATE TABLE profiles.place_name (
    key text NOT NULL COLLATE "C",
    place_id integer NOT NULL REFERENCES profiles.place ON DELETE CASCADE,
    PRIMARY KEY (key, place_id)
);

CREATE INDEX place_name_by_place ON profiles.place_name (place_id);

DELETE FROM profiles.place;
DROP INDEX profiles.place_by_key;
ALTER TABLE profiles.place DROP COLUMN key;
