--liquibase formatted sql logicalFilePath:catalogs/promptpal/018-index-module-options.sql

--changeset schemuse:018-index-module-options
--comment: Serves: options of a module, and options by time.
CREATE INDEX module_options_module_id_idx ON module_options (module_id);
CREATE INDEX module_options_created_at_idx ON module_options (created_at);
CREATE INDEX module_options_updated_at_idx ON module_options (updated_at);

--rollback DROP INDEX module_options_updated_at_idx;
--rollback DROP INDEX module_options_created_at_idx;
--rollback DROP INDEX module_options_module_id_idx;
