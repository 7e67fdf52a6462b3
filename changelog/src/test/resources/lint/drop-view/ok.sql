--liquibase formatted sql logicalFilePath:lint/drop-view.sql

--changeset lint:1
DROP VIEW open_orders;
CREATE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM orders;

--rollback empty
