--liquibase formatted sql logicalFilePath:lint/rename-table.sql

--changeset lint:1
CREATE VIEW purchases WITH (security_invoker = true) AS SELECT id, total FROM orders;

--rollback empty
