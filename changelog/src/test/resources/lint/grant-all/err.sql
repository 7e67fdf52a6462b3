--liquibase formatted sql logicalFilePath:lint/grant-all.sql

--changeset lint:1
GRANT ALL ON orders TO app;

--rollback empty
