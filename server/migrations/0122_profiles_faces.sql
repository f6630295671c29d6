-- What friends show is found by who they are; what everybody shows, by what it is. So indexes of the
-- latter alone are enough, and half as large. Profiles are changed seldom and searched often: what is new goes into the index at
-- once and not into a list that every search would have to read to its end.

DROP INDEX profiles.face_by_words, profiles.face_by_interest, profiles.face_by_place,
    profiles.face_by_pronouns;

CREATE INDEX face_by_words ON profiles.face USING gin (words) WITH (fastupdate = off)
    WHERE audience = 'everybody';
CREATE INDEX face_by_interest ON profiles.face USING gin (interests) WITH (fastupdate = off)
    WHERE audience = 'everybody';
CREATE INDEX face_by_place ON profiles.face (place_id, user_id)
    WHERE audience = 'everybody' AND place_id IS NOT NULL;
CREATE INDEX face_by_pronouns ON profiles.face (lower(pronouns), user_id)
    WHERE audience = 'everybody' AND pronouns IS NOT NULL;
