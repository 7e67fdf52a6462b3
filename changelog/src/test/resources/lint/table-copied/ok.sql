--liquibase formatted sql logicalFilePath:lint/table-copied.sql

--changeset lint:1
CREATE UNLOGGED TABLE order_imports (id bigint PRIMARY KEY, note text);
COMMENT ON TABLE order_imports IS 'Rows to import.';

--rollback DROP TABLE order_imports;
