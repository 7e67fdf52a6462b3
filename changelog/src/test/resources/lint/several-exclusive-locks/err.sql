--liquibase formatted sql logicalFilePath:lint/several-exclusive-locks.sql

--changeset lint:1
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN note text;

--rollback empty
