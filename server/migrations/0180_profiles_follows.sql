-- Who sees whom a member follows, and who follows them, is a field of its own. Friends follow each
-- other, so what was never chosen goes by the level of friends, and those who hid their friends
-- hide this with it.

ALTER TABLE profiles.profile ALTER COLUMN friend_fields SET
    DEFAULT '{display_name,avatar,banner,bio,gender,pronouns,location,interests,activity,connections,follows,showcase,last_active}';

UPDATE profiles.profile SET
    open_fields = CASE WHEN 'connections' = ANY(open_fields)
        THEN array_append(open_fields, 'follows') ELSE open_fields END,
    friend_fields = CASE WHEN 'connections' = ANY(friend_fields)
        THEN array_append(friend_fields, 'follows') ELSE friend_fields END
WHERE 'connections' = ANY(friend_fields) AND NOT 'follows' = ANY(friend_fields);
