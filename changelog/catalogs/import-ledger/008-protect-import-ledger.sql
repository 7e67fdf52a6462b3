--liquibase formatted sql logicalFilePath:catalogs/import-ledger/008-protect-import-ledger.sql

--changeset schemuse:008-protect-import-ledger
--comment: Only the owner reads and writes the ledger, for rows of earlier states may hold hashes and raw passwords; a catalog lets others read the rest.
ALTER TABLE import_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps_the_ledger ON import_runs FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);
ALTER TABLE import_batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_batches FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps_the_ledger ON import_batches FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);
ALTER TABLE import_findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_findings FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps_the_ledger ON import_findings FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);
ALTER TABLE import_deferred_objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_deferred_objects FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps_the_ledger ON import_deferred_objects FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);
ALTER TABLE import_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_keeps_the_ledger ON import_changes FOR ALL TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_keeps_the_ledger ON import_changes;
--rollback ALTER TABLE import_changes NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_changes DISABLE ROW LEVEL SECURITY;
--rollback DROP POLICY owner_keeps_the_ledger ON import_deferred_objects;
--rollback ALTER TABLE import_deferred_objects NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_deferred_objects DISABLE ROW LEVEL SECURITY;
--rollback DROP POLICY owner_keeps_the_ledger ON import_findings;
--rollback ALTER TABLE import_findings NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_findings DISABLE ROW LEVEL SECURITY;
--rollback DROP POLICY owner_keeps_the_ledger ON import_batches;
--rollback ALTER TABLE import_batches NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_batches DISABLE ROW LEVEL SECURITY;
--rollback DROP POLICY owner_keeps_the_ledger ON import_runs;
--rollback ALTER TABLE import_runs NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE import_runs DISABLE ROW LEVEL SECURITY;
