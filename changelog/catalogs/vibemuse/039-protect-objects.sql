--liquibase formatted sql logicalFilePath:catalogs/vibemuse/039-protect-objects.sql

--changeset schemuse:039-protect-objects
--comment: Everybody sees the world; its owners and builders change it. What a builder may not change, guard_objects refuses.
ALTER TABLE objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE objects FORCE ROW LEVEL SECURITY;
GRANT SELECT ON objects TO vibemuse_app;
GRANT INSERT ON objects TO vibemuse_app;
GRANT UPDATE ON objects TO vibemuse_app;
GRANT DELETE ON objects TO vibemuse_app;
-- What builders may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY everybody_reads ON objects FOR SELECT TO vibemuse_app
    USING (true);
CREATE POLICY owner_or_admin_inserts ON objects FOR INSERT TO vibemuse_app
    WITH CHECK (owner_id = (SELECT current_user_id()) OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY owner_or_builder_updates ON objects FOR UPDATE TO vibemuse_app
    USING (owner_id = (SELECT current_user_id())
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'builder')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'builder'))
    WITH CHECK (owner_id = (SELECT current_user_id()) OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'builder');
CREATE POLICY owner_or_builder_deletes ON objects FOR DELETE TO vibemuse_app
    USING (owner_id = (SELECT current_user_id())
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'builder')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'builder'));

--rollback DROP POLICY owner_or_builder_deletes ON objects;
--rollback DROP POLICY owner_or_builder_updates ON objects;
--rollback DROP POLICY owner_or_admin_inserts ON objects;
--rollback DROP POLICY everybody_reads ON objects;
--rollback REVOKE DELETE ON objects FROM vibemuse_app;
--rollback REVOKE UPDATE ON objects FROM vibemuse_app;
--rollback REVOKE INSERT ON objects FROM vibemuse_app;
--rollback REVOKE SELECT ON objects FROM vibemuse_app;
--rollback ALTER TABLE objects NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE objects DISABLE ROW LEVEL SECURITY;
