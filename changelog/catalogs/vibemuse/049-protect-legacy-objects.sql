--liquibase formatted sql logicalFilePath:catalogs/vibemuse/049-protect-legacy-objects.sql

--changeset schemuse:049-protect-legacy-objects
--comment: Admins and directors read what the dump had.
ALTER TABLE legacy_objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE legacy_objects FORCE ROW LEVEL SECURITY;
GRANT SELECT ON legacy_objects TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY admin_reads ON legacy_objects FOR SELECT TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));

--rollback DROP POLICY admin_reads ON legacy_objects;
--rollback REVOKE SELECT ON legacy_objects FROM vibemuse_app;
--rollback ALTER TABLE legacy_objects NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE legacy_objects DISABLE ROW LEVEL SECURITY;
