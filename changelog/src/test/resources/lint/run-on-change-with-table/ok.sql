--liquibase formatted sql logicalFilePath:lint/run-on-change-with-table.sql

--changeset lint:1 runOnChange:true
CREATE OR REPLACE VIEW open_orders WITH (security_invoker = true) AS SELECT id FROM orders WHERE state = 'open';

--rollback empty
