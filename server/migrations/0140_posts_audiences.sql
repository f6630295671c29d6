-- serves: 0140
-- Posts for friends, and for oneself alone. Older code would show them to whoever follows, so it
-- may not run beside this.

ALTER TABLE posts.post DROP CONSTRAINT post_visibility_check;
ALTER TABLE posts.post ADD CONSTRAINT post_visibility_known
    CHECK (visibility IN ('public', 'followers', 'friends', 'private'));
