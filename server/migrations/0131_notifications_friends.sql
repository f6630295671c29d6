-- Requests for friendship and their acceptance are told too.

ALTER TABLE notifications.notification DROP CONSTRAINT notification_type_check;
ALTER TABLE notifications.notification ADD CONSTRAINT notification_type_check CHECK (
    type IN ('new_comment', 'mention', 'reaction', 'follow', 'friend_request', 'friend_accepted'));
