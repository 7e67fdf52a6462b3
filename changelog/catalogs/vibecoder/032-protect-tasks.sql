--liquibase formatted sql logicalFilePath:catalogs/vibecoder/032-protect-tasks.sql

--changeset schemuse:032-protect-tasks
--comment: A tenant works with its own tasks; the owner of the schema reads for the search.
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
GRANT SELECT ON tasks TO vibecoder_app;
GRANT INSERT ON tasks TO vibecoder_app;
GRANT UPDATE ON tasks TO vibecoder_app;
GRANT DELETE ON tasks TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON tasks TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));
CREATE POLICY owner_reads_for_search ON tasks FOR SELECT TO CURRENT_USER
    USING (true);

--rollback DROP POLICY owner_reads_for_search ON tasks;
--rollback DROP POLICY tenant_isolation_policy ON tasks;
--rollback REVOKE DELETE ON tasks FROM vibecoder_app;
--rollback REVOKE UPDATE ON tasks FROM vibecoder_app;
--rollback REVOKE INSERT ON tasks FROM vibecoder_app;
--rollback REVOKE SELECT ON tasks FROM vibecoder_app;
--rollback ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE tasks DISABLE ROW LEVEL SECURITY;
