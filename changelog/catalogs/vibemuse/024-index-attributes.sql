--liquibase formatted sql logicalFilePath:catalogs/vibemuse/024-index-attributes.sql

--changeset schemuse:024-index-attributes
--comment: Serves: values by name and by definition, and containment in those that are JSON objects. The unique key serves the object.
CREATE INDEX attributes_name_idx ON attributes (name);
CREATE INDEX attributes_definition_id_idx ON attributes (definition_id) WHERE definition_id IS NOT NULL;
CREATE INDEX attributes_value_idx ON attributes USING gin (value jsonb_path_ops) WHERE jsonb_typeof(value) = 'object';

--rollback DROP INDEX attributes_value_idx;
--rollback DROP INDEX attributes_definition_id_idx;
--rollback DROP INDEX attributes_name_idx;
