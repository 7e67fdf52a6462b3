--liquibase formatted sql logicalFilePath:catalogs/promptpal/017-index-modules.sql

--changeset schemuse:017-index-modules
--comment: Serves: modules of a prompt in their order, and modules by time.
CREATE INDEX modules_prompt_id_order_index_idx ON modules (prompt_id, order_index);
CREATE INDEX modules_created_at_idx ON modules (created_at);
CREATE INDEX modules_updated_at_idx ON modules (updated_at);

--rollback DROP INDEX modules_updated_at_idx;
--rollback DROP INDEX modules_created_at_idx;
--rollback DROP INDEX modules_prompt_id_order_index_idx;
