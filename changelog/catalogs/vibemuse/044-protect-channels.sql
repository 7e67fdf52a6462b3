--liquibase formatted sql logicalFilePath:catalogs/vibemuse/044-protect-channels.sql

--changeset schemuse:044-protect-channels
--comment: Signed-in users see the channels; their owners change them.
ALTER TABLE channels ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels FORCE ROW LEVEL SECURITY;
GRANT SELECT ON channels TO vibemuse_app;
GRANT INSERT ON channels TO vibemuse_app;
GRANT UPDATE ON channels TO vibemuse_app;
GRANT DELETE ON channels TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY signed_in_reads ON channels FOR SELECT TO vibemuse_app
    USING (EXISTS (SELECT FROM users u WHERE u.id = (SELECT current_user_id())));
CREATE POLICY owner_or_admin_inserts ON channels FOR INSERT TO vibemuse_app
    WITH CHECK (owner_id = (SELECT current_user_id()) OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY owner_or_admin_updates ON channels FOR UPDATE TO vibemuse_app
    USING (owner_id = (SELECT current_user_id())
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'))
    WITH CHECK (owner_id = (SELECT current_user_id()) OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY owner_or_admin_deletes ON channels FOR DELETE TO vibemuse_app
    USING (owner_id = (SELECT current_user_id())
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));

--rollback DROP POLICY owner_or_admin_deletes ON channels;
--rollback DROP POLICY owner_or_admin_updates ON channels;
--rollback DROP POLICY owner_or_admin_inserts ON channels;
--rollback DROP POLICY signed_in_reads ON channels;
--rollback REVOKE DELETE ON channels FROM vibemuse_app;
--rollback REVOKE UPDATE ON channels FROM vibemuse_app;
--rollback REVOKE INSERT ON channels FROM vibemuse_app;
--rollback REVOKE SELECT ON channels FROM vibemuse_app;
--rollback ALTER TABLE channels NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE channels DISABLE ROW LEVEL SECURITY;
