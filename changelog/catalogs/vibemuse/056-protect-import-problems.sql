--liquibase formatted sql logicalFilePath:catalogs/vibemuse/056-protect-import-problems.sql

--changeset schemuse:056-protect-import-problems
--comment: Admins and directors read the findings of imports; the owner keeps the books.
ALTER TABLE import_problems ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_problems FORCE ROW LEVEL SECURITY;
GRANT SELECT ON import_problems TO vibemuse_app;
CREATE POLICY admin_reads ON import_problems FOR SELECT TO vibemuse_app
    USING ((SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY owner_keeps_the_books ON import_problems FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_books ON import_problems;
--rollback DROP POLICY admin_reads ON import_problems;
--rollback REVOKE SELECT ON import_problems FROM vibemuse_app;
--rollback ALTER TABLE import_problems NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_problems DISABLE ROW LEVEL SECURITY;
