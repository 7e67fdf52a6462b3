--liquibase formatted sql logicalFilePath:lint/drop-database.sql

--changeset lint:1
COMMENT ON DATABASE shop IS 'Not in use since May.';

--rollback empty
