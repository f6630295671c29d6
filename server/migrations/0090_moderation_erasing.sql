-- What was deleted, in the order in which it was, and comments of which only their place is left.

-- An erased comment keeps the replies below it together and can never come back.
ALTER TABLE responses.comment
    ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT comment_erased_is_empty
        CHECK (erased_at IS NULL OR (deleted_at IS NOT NULL AND content = '' AND client_id IS NULL));

UPDATE responses.comment AS c SET erased_at = c.deleted_at
FROM identity.account AS a
WHERE a.id = c.author_id AND a.erased_at IS NOT NULL
  AND c.deleted_at IS NOT NULL AND c.content = '' AND c.client_id IS NULL;

CREATE INDEX post_deleted ON posts.post (deleted_at DESC, id DESC) WHERE deleted_at IS NOT NULL;
CREATE INDEX post_deleted_of ON posts.post (author_id, deleted_at DESC, id DESC)
    WHERE deleted_at IS NOT NULL;
CREATE INDEX comment_deleted ON responses.comment (deleted_at DESC, id DESC)
    WHERE deleted_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX comment_deleted_of ON responses.comment (author_id, deleted_at DESC, id DESC)
    WHERE deleted_at IS NOT NULL AND erased_at IS NULL;

-- Which post shows a file, for telling when a film in it is ready.
CREATE INDEX post_by_media ON posts.post USING gin (media_ids) WHERE media_ids <> '{}';

-- By what is erased everything about it is found, also what was taken back or deleted before.
CREATE INDEX comment_of_post ON responses.comment (post_id);
CREATE INDEX save_by_post ON responses.save (post_id);
CREATE INDEX reaction_taken_from_post ON responses.reaction (post_id)
    WHERE deleted_at IS NOT NULL AND post_id IS NOT NULL;
CREATE INDEX reaction_taken_from_comment ON responses.reaction (comment_id)
    WHERE deleted_at IS NOT NULL AND comment_id IS NOT NULL;
