--liquibase formatted sql logicalFilePath:lint/set-schema.sql

--changeset lint:1
CREATE VIEW sales_orders WITH (security_invoker = true) AS SELECT id FROM orders;

--rollback empty
