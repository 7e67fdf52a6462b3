--liquibase formatted sql logicalFilePath:lint/unfinished-sql.sql

--changeset lint:1
UPDATE orders SET note = 'it''s open;

--rollback empty
