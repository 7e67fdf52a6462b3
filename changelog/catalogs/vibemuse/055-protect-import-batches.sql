--liquibase formatted sql logicalFilePath:catalogs/vibemuse/055-protect-import-batches.sql

--changeset schemuse:055-protect-import-batches
--comment: Admins and directors read the batches of imports; the owner keeps the books.
ALTER TABLE import_batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_batches FORCE ROW LEVEL SECURITY;
GRANT SELECT ON import_batches TO vibemuse_app;
CREATE POLICY admin_reads ON import_batches FOR SELECT TO vibemuse_app
    USING ((SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');
CREATE POLICY owner_keeps_the_books ON import_batches FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_books ON import_batches;
--rollback DROP POLICY admin_reads ON import_batches;
--rollback REVOKE SELECT ON import_batches FROM vibemuse_app;
--rollback ALTER TABLE import_batches NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_batches DISABLE ROW LEVEL SECURITY;
