--liquibase formatted sql logicalFilePath:catalogs/vibecoder/045-index-tasks-by-time.sql

--changeset schemuse:045-index-tasks-by-time
--comment: Serves: the newest tasks of a tenant, so that a search for common words ends when it has enough of them.
CREATE INDEX tasks_organization_id_created_at_idx ON tasks (organization_id, created_at DESC, id);

--rollback DROP INDEX tasks_organization_id_created_at_idx;
