--liquibase formatted sql logicalFilePath:lint/drop-cascade.sql

--changeset lint:1
DROP EXTENSION pgcrypto CASCADE;

--rollback empty
