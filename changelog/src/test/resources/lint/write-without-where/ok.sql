--liquibase formatted sql logicalFilePath:lint/write-without-where.sql

--changeset lint:1
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
