--liquibase formatted sql logicalFilePath:catalogs/vibemuse/041-protect-attributes.sql

--changeset schemuse:041-protect-attributes
--comment: Signed-in users read what is not hidden; the owner of the object reads and changes all of it. The owner of the schema reads locks, for exit_is_locked.
ALTER TABLE attributes ENABLE ROW LEVEL SECURITY;
ALTER TABLE attributes FORCE ROW LEVEL SECURITY;
GRANT SELECT ON attributes TO vibemuse_app;
GRANT INSERT ON attributes TO vibemuse_app;
GRANT UPDATE ON attributes TO vibemuse_app;
GRANT DELETE ON attributes TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY signed_in_reads_what_is_not_hidden ON attributes FOR SELECT TO vibemuse_app
    USING (EXISTS (SELECT FROM users u WHERE u.id = (SELECT current_user_id())) AND (
        NOT ('dark' = ANY (flags) OR ('wizard' = ANY (flags) AND NOT 'osee' = ANY (flags)))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin'
        OR EXISTS (SELECT FROM objects o WHERE o.id = attributes.object_id AND o.owner_id = (SELECT current_user_id()))
    ));
CREATE POLICY object_owner_or_admin_inserts ON attributes FOR INSERT TO vibemuse_app
    WITH CHECK (EXISTS (SELECT FROM objects o WHERE o.id = attributes.object_id AND o.owner_id = (SELECT current_user_id()))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY object_owner_or_admin_updates ON attributes FOR UPDATE TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        OR object_id = ANY (ARRAY(SELECT o.id FROM objects o WHERE o.owner_id = (SELECT current_user_id()))))
    WITH CHECK (EXISTS (SELECT FROM objects o WHERE o.id = attributes.object_id AND o.owner_id = (SELECT current_user_id()))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY object_owner_or_admin_deletes ON attributes FOR DELETE TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        OR object_id = ANY (ARRAY(SELECT o.id FROM objects o WHERE o.owner_id = (SELECT current_user_id()))));
CREATE POLICY owner_reads_locks ON attributes FOR SELECT TO CURRENT_USER
    USING (lower(name) = 'lock');

--rollback DROP POLICY owner_reads_locks ON attributes;
--rollback DROP POLICY object_owner_or_admin_deletes ON attributes;
--rollback DROP POLICY object_owner_or_admin_updates ON attributes;
--rollback DROP POLICY object_owner_or_admin_inserts ON attributes;
--rollback DROP POLICY signed_in_reads_what_is_not_hidden ON attributes;
--rollback REVOKE DELETE ON attributes FROM vibemuse_app;
--rollback REVOKE UPDATE ON attributes FROM vibemuse_app;
--rollback REVOKE INSERT ON attributes FROM vibemuse_app;
--rollback REVOKE SELECT ON attributes FROM vibemuse_app;
--rollback ALTER TABLE attributes NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE attributes DISABLE ROW LEVEL SECURITY;
