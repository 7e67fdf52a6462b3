--liquibase formatted sql logicalFilePath:lint/rename-object.sql

--changeset lint:1
CREATE VIEW pending_orders WITH (security_invoker = true) AS SELECT id FROM orders;

--rollback empty
