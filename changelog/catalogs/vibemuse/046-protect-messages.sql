--liquibase formatted sql logicalFilePath:catalogs/vibemuse/046-protect-messages.sql

--changeset schemuse:046-protect-messages
--comment: A message is for its sender and its recipient; without one, for users who are in its room or on its channel when it is said.
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
GRANT SELECT ON messages TO vibemuse_app;
GRANT INSERT (id, sender_id, recipient_id, room_id, channel_id, message_type, content, metadata) ON messages TO vibemuse_app;
GRANT UPDATE (read_at) ON messages TO vibemuse_app;
-- Users hear a room from their arrival on, a channel from when they joined. Each arm is one that an index serves by
-- itself, and an array is what the index of channel_id can look up; the result of IN (SELECT ...) it cannot.
CREATE POLICY sender_recipient_or_audience_reads ON messages FOR SELECT TO vibemuse_app
    USING (sender_id = (SELECT current_user_id())
        OR recipient_id = (SELECT current_user_id())
        OR recipient_id IS NULL AND (
            room_id = (SELECT u.current_location FROM users u WHERE u.id = (SELECT current_user_id()))
                AND audience_until >= (
                    SELECT coalesce(u.arrived_at, '-infinity') FROM users u WHERE u.id = (SELECT current_user_id())
                )
            OR channel_id = ANY (ARRAY(
                    SELECT s.channel_id FROM channel_subscriptions s WHERE s.user_id = (SELECT current_user_id()) AND s.active
                ))
                AND audience_until >= (
                    SELECT min(coalesce(s.joined_at, '-infinity')) FROM channel_subscriptions s
                    WHERE s.user_id = (SELECT current_user_id()) AND s.active
                )
                AND audience_until >= (
                    SELECT coalesce(s.joined_at, '-infinity') FROM channel_subscriptions s
                    WHERE s.channel_id = messages.channel_id AND s.user_id = (SELECT current_user_id()) AND s.active
                )
        ));
CREATE POLICY sender_inserts ON messages FOR INSERT TO vibemuse_app
    WITH CHECK (sender_id = (SELECT current_user_id())
        AND (room_id IS NULL
            OR room_id = (SELECT u.current_location FROM users u WHERE u.id = (SELECT current_user_id())))
        AND (channel_id IS NULL
            OR EXISTS (SELECT FROM channel_subscriptions s
                WHERE s.channel_id = messages.channel_id AND s.user_id = (SELECT current_user_id()) AND s.active))
        AND (message_type <> 'announce'
            OR EXISTS (SELECT FROM power_grants p WHERE p.user_id = (SELECT current_user_id()) AND lower(p.power) = 'announce')
            OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin'));
CREATE POLICY recipient_marks_read ON messages FOR UPDATE TO vibemuse_app
    USING (recipient_id = (SELECT current_user_id()))
    WITH CHECK (recipient_id = (SELECT current_user_id()));

--rollback DROP POLICY recipient_marks_read ON messages;
--rollback DROP POLICY sender_inserts ON messages;
--rollback DROP POLICY sender_recipient_or_audience_reads ON messages;
--rollback REVOKE UPDATE (read_at) ON messages FROM vibemuse_app;
--rollback REVOKE INSERT (id, sender_id, recipient_id, room_id, channel_id, message_type, content, metadata) ON messages FROM vibemuse_app;
--rollback REVOKE SELECT ON messages FROM vibemuse_app;
--rollback ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE messages DISABLE ROW LEVEL SECURITY;
