--liquibase formatted sql logicalFilePath:catalogs/vibecoder/025-index-comments.sql

--changeset schemuse:025-index-comments
--comment: Serves: comments on a task, of a tenant and of a writer.
CREATE INDEX comments_task_id_idx ON comments (task_id);
CREATE INDEX comments_organization_id_idx ON comments (organization_id);
CREATE INDEX comments_created_by_id_idx ON comments (created_by_id);

--rollback DROP INDEX comments_created_by_id_idx;
--rollback DROP INDEX comments_organization_id_idx;
--rollback DROP INDEX comments_task_id_idx;
