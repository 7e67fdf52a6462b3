--liquibase formatted sql logicalFilePath:catalogs/promptpal/019-index-variables.sql

--changeset schemuse:019-index-variables
--comment: Serves: variables by time. The key, of the same kind as that of folders, serves variables of a prompt by name.
CREATE INDEX variables_created_at_idx ON variables (created_at);
CREATE INDEX variables_updated_at_idx ON variables (updated_at);
ALTER TABLE variables
    ADD CONSTRAINT variables_prompt_id_name_deleted_at_key UNIQUE NULLS NOT DISTINCT (prompt_id, name, deleted_at);

--rollback ALTER TABLE variables DROP CONSTRAINT variables_prompt_id_name_deleted_at_key;
--rollback DROP INDEX variables_updated_at_idx;
--rollback DROP INDEX variables_created_at_idx;
