--liquibase formatted sql logicalFilePath:lint/duplicate-column-assignment.sql

--changeset lint:1
UPDATE orders SET note = '', state = 'open', note = 'none' WHERE id = 1;

--rollback empty
