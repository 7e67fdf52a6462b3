--liquibase formatted sql logicalFilePath:lint/drop-trigger.sql

--changeset lint:1
DROP TRIGGER orders_audit ON orders;

--rollback empty
