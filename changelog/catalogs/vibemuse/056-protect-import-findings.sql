--liquibase formatted sql logicalFilePath:catalogs/vibemuse/056-protect-import-findings.sql

--changeset schemuse:056-protect-import-findings
--comment: Admins and directors read the findings of imports; the owner keeps the books.
ALTER TABLE import_findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_findings FORCE ROW LEVEL SECURITY;
GRANT SELECT ON import_findings TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY admin_reads ON import_findings FOR SELECT TO vibemuse_app
    USING (run_id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
CREATE POLICY owner_keeps_the_books ON import_findings FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_books ON import_findings;
--rollback DROP POLICY admin_reads ON import_findings;
--rollback REVOKE SELECT ON import_findings FROM vibemuse_app;
--rollback ALTER TABLE import_findings NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_findings DISABLE ROW LEVEL SECURITY;
