--liquibase formatted sql logicalFilePath:catalogs/vibemuse/057-protect-import-deferred-objects.sql

--changeset schemuse:057-protect-import-deferred-objects
--comment: Admins and directors read the what an import set aside; the owner keeps the books.
ALTER TABLE import_deferred_objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_deferred_objects FORCE ROW LEVEL SECURITY;
GRANT SELECT ON import_deferred_objects TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY admin_reads ON import_deferred_objects FOR SELECT TO vibemuse_app
    USING (run_id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
CREATE POLICY owner_keeps_the_books ON import_deferred_objects FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_books ON import_deferred_objects;
--rollback DROP POLICY admin_reads ON import_deferred_objects;
--rollback REVOKE SELECT ON import_deferred_objects FROM vibemuse_app;
--rollback ALTER TABLE import_deferred_objects NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_deferred_objects DISABLE ROW LEVEL SECURITY;
