-- Who sees which collection of a showcase, by its key. What was never chosen goes by the level of
-- the showcase as a whole, so nobody shows more than before, also of collections that come later.

ALTER TABLE profiles.profile
    ADD COLUMN showcase_visibility jsonb NOT NULL DEFAULT '{}';
