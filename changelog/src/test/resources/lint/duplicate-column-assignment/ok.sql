--liquibase formatted sql logicalFilePath:lint/duplicate-column-assignment.sql

--changeset lint:1
UPDATE orders SET note = 'none', state = 'open' WHERE id = 1;

--rollback empty
