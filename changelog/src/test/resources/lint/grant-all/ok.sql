--liquibase formatted sql logicalFilePath:lint/grant-all.sql

--changeset lint:1
GRANT SELECT, INSERT, UPDATE ON orders TO app;

--rollback empty
