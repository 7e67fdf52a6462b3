--liquibase formatted sql logicalFilePath:lint/grant-to-public.sql

--changeset lint:1
GRANT SELECT ON orders TO app;

--rollback empty
