--liquibase formatted sql logicalFilePath:lint/trigger-disabled.sql

--changeset lint:1
ALTER TABLE orders DISABLE TRIGGER ALL;

--rollback empty
