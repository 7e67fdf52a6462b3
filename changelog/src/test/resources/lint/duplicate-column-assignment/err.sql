--liquibase formatted sql logicalFilePath:lint/duplicate-column-assignment.sql

--changeset lint:1
UPDATE orders SET note = '', state = 'open', note = 'none';

--rollback empty
