--liquibase formatted sql logicalFilePath:catalogs/vibemuse/050-protect-messages.sql

--changeset schemuse:050-protect-messages
--comment: A message is for its sender and its recipient; without one, for the room or the channel it was said in.
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
GRANT SELECT ON messages TO vibemuse_app;
GRANT INSERT ON messages TO vibemuse_app;
GRANT UPDATE (read_at) ON messages TO vibemuse_app;
CREATE POLICY sender_recipient_or_audience_reads ON messages FOR SELECT TO vibemuse_app
    USING (sender_id = (SELECT current_user_id())
        OR recipient_id = (SELECT current_user_id())
        OR recipient_id IS NULL AND (
            room_id = (SELECT u.current_location FROM users u WHERE u.id = (SELECT current_user_id()))
            -- An array, for the index of channel_id can look up its elements; the result of IN (SELECT ...) it cannot.
            OR channel_id = ANY (ARRAY(
                SELECT s.channel_id FROM channel_subscriptions s WHERE s.user_id = (SELECT current_user_id()) AND s.active
            ))
        ));
CREATE POLICY sender_inserts ON messages FOR INSERT TO vibemuse_app
    WITH CHECK (sender_id = (SELECT current_user_id()));
CREATE POLICY recipient_marks_read ON messages FOR UPDATE TO vibemuse_app
    USING (recipient_id = (SELECT current_user_id()))
    WITH CHECK (recipient_id = (SELECT current_user_id()));

--rollback DROP POLICY recipient_marks_read ON messages;
--rollback DROP POLICY sender_inserts ON messages;
--rollback DROP POLICY sender_recipient_or_audience_reads ON messages;
--rollback REVOKE UPDATE (read_at) ON messages FROM vibemuse_app;
--rollback REVOKE INSERT ON messages FROM vibemuse_app;
--rollback REVOKE SELECT ON messages FROM vibemuse_app;
--rollback ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE messages DISABLE ROW LEVEL SECURITY;
