--liquibase formatted sql logicalFilePath:catalogs/promptpal/019-index-variables.sql

--changeset schemuse:019-index-variables
--comment: Serves: variables of a prompt by name, and variables by time; frees the name of a deleted variable.
CREATE INDEX variables_prompt_id_name_idx ON variables (prompt_id, name);
CREATE INDEX variables_created_at_idx ON variables (created_at);
CREATE INDEX variables_updated_at_idx ON variables (updated_at);
CREATE UNIQUE INDEX variables_prompt_id_name_key ON variables (prompt_id, name) WHERE deleted_at IS NULL;

--rollback DROP INDEX variables_prompt_id_name_key;
--rollback DROP INDEX variables_updated_at_idx;
--rollback DROP INDEX variables_created_at_idx;
--rollback DROP INDEX variables_prompt_id_name_idx;
