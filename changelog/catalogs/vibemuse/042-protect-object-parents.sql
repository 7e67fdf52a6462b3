--liquibase formatted sql logicalFilePath:catalogs/vibemuse/042-protect-object-parents.sql

--changeset schemuse:042-protect-object-parents
--comment: Signed-in users read inheritance; the owner of the child and admins change it: an object runs what it inherits.
ALTER TABLE object_parents ENABLE ROW LEVEL SECURITY;
ALTER TABLE object_parents FORCE ROW LEVEL SECURITY;
GRANT SELECT ON object_parents TO vibemuse_app;
GRANT INSERT ON object_parents TO vibemuse_app;
GRANT UPDATE ON object_parents TO vibemuse_app;
GRANT DELETE ON object_parents TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY signed_in_reads ON object_parents FOR SELECT TO vibemuse_app
    USING (EXISTS (SELECT FROM users u WHERE u.id = (SELECT current_user_id())));
CREATE POLICY object_owner_or_admin_inserts ON object_parents FOR INSERT TO vibemuse_app
    WITH CHECK (EXISTS (SELECT FROM objects o WHERE o.id = object_parents.object_id AND o.owner_id = (SELECT current_user_id()))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY object_owner_or_admin_updates ON object_parents FOR UPDATE TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        OR object_id = ANY (ARRAY(SELECT o.id FROM objects o WHERE o.owner_id = (SELECT current_user_id()))))
    WITH CHECK (EXISTS (SELECT FROM objects o WHERE o.id = object_parents.object_id AND o.owner_id = (SELECT current_user_id()))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY object_owner_or_admin_deletes ON object_parents FOR DELETE TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        OR object_id = ANY (ARRAY(SELECT o.id FROM objects o WHERE o.owner_id = (SELECT current_user_id()))));

--rollback DROP POLICY object_owner_or_admin_deletes ON object_parents;
--rollback DROP POLICY object_owner_or_admin_updates ON object_parents;
--rollback DROP POLICY object_owner_or_admin_inserts ON object_parents;
--rollback DROP POLICY signed_in_reads ON object_parents;
--rollback REVOKE DELETE ON object_parents FROM vibemuse_app;
--rollback REVOKE UPDATE ON object_parents FROM vibemuse_app;
--rollback REVOKE INSERT ON object_parents FROM vibemuse_app;
--rollback REVOKE SELECT ON object_parents FROM vibemuse_app;
--rollback ALTER TABLE object_parents NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE object_parents DISABLE ROW LEVEL SECURITY;
