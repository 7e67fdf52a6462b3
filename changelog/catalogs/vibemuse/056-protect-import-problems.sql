--liquibase formatted sql logicalFilePath:catalogs/vibemuse/056-protect-import-problems.sql

--changeset schemuse:056-protect-import-problems
--comment: Admins and directors read the findings of imports; the owner keeps the books.
ALTER TABLE import_problems ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_problems FORCE ROW LEVEL SECURITY;
GRANT SELECT ON import_problems TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY admin_reads ON import_problems FOR SELECT TO vibemuse_app
    USING (run_id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
CREATE POLICY owner_keeps_the_books ON import_problems FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_books ON import_problems;
--rollback DROP POLICY admin_reads ON import_problems;
--rollback REVOKE SELECT ON import_problems FROM vibemuse_app;
--rollback ALTER TABLE import_problems NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_problems DISABLE ROW LEVEL SECURITY;
