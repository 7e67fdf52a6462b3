--liquibase formatted sql logicalFilePath:catalogs/vibemuse/064-protect-import-changes.sql

--changeset schemuse:064-protect-import-changes
--comment: Old rows may hold hashes and raw passwords: nobody but the owner reads them.
ALTER TABLE import_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps_the_books ON import_changes FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_books ON import_changes;
--rollback ALTER TABLE import_changes NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_changes DISABLE ROW LEVEL SECURITY;
