-- What members said once they could say more of themselves, and to whom each of it is shown.

INSERT INTO profiles.place (id, city, country, label, key, population)
VALUES (2761369, 'Vienna', 'AT', 'Vienna, Austria', 'vienna', 1691468);

UPDATE profiles.profile
SET interests = '{=schach,jazz,=old kettles}',
    visibility = '{"interests": "public", "connections": "public"}',
    open_fields = '{display_name,avatar,interests,connections}',
    friend_fields = '{display_name,avatar,banner,bio,gender,pronouns,location,interests,activity,connections,showcase,last_active}'
WHERE user_id = '01a2000f-56de-7cb8-99b5-501ce9348774';

UPDATE profiles.face SET interests = '{=schach,jazz,=old kettles}' WHERE user_id = '01a2000f-56de-7cb8-99b5-501ce9348774';

UPDATE profiles.profile
SET visibility = '{"connections": "private"}',
    friend_fields = '{display_name,avatar,banner,bio,gender,pronouns,location,interests,activity,showcase,last_active}'
WHERE user_id = '01a2000f-56d7-7c6d-b023-eaaa94e76b43';
