--liquibase formatted sql logicalFilePath:catalogs/vibemuse/040-protect-attribute-definitions.sql

--changeset schemuse:040-protect-attribute-definitions
--comment: Signed-in users read definitions; the owner of the defining object changes them.
ALTER TABLE attribute_definitions ENABLE ROW LEVEL SECURITY;
ALTER TABLE attribute_definitions FORCE ROW LEVEL SECURITY;
GRANT SELECT ON attribute_definitions TO vibemuse_app;
GRANT INSERT ON attribute_definitions TO vibemuse_app;
GRANT UPDATE ON attribute_definitions TO vibemuse_app;
GRANT DELETE ON attribute_definitions TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY signed_in_reads ON attribute_definitions FOR SELECT TO vibemuse_app
    USING (EXISTS (SELECT FROM users u WHERE u.id = (SELECT current_user_id())));
CREATE POLICY object_owner_or_admin_inserts ON attribute_definitions FOR INSERT TO vibemuse_app
    WITH CHECK (EXISTS (SELECT FROM objects o WHERE o.id = attribute_definitions.object_id AND o.owner_id = (SELECT current_user_id()))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY object_owner_or_admin_updates ON attribute_definitions FOR UPDATE TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        OR object_id = ANY (ARRAY(SELECT o.id FROM objects o WHERE o.owner_id = (SELECT current_user_id()))))
    WITH CHECK (EXISTS (SELECT FROM objects o WHERE o.id = attribute_definitions.object_id AND o.owner_id = (SELECT current_user_id()))
        OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY object_owner_or_admin_deletes ON attribute_definitions FOR DELETE TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        OR object_id = ANY (ARRAY(SELECT o.id FROM objects o WHERE o.owner_id = (SELECT current_user_id()))));

--rollback DROP POLICY object_owner_or_admin_deletes ON attribute_definitions;
--rollback DROP POLICY object_owner_or_admin_updates ON attribute_definitions;
--rollback DROP POLICY object_owner_or_admin_inserts ON attribute_definitions;
--rollback DROP POLICY signed_in_reads ON attribute_definitions;
--rollback REVOKE DELETE ON attribute_definitions FROM vibemuse_app;
--rollback REVOKE UPDATE ON attribute_definitions FROM vibemuse_app;
--rollback REVOKE INSERT ON attribute_definitions FROM vibemuse_app;
--rollback REVOKE SELECT ON attribute_definitions FROM vibemuse_app;
--rollback ALTER TABLE attribute_definitions NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE attribute_definitions DISABLE ROW LEVEL SECURITY;
