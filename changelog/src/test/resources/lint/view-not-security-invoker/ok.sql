--liquibase formatted sql logicalFilePath:lint/view-not-security-invoker.sql

--changeset lint:1
CREATE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM orders WHERE state = 'open';

--rollback empty
