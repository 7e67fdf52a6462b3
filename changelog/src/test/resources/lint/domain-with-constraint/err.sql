--liquibase formatted sql logicalFilePath:lint/domain-with-constraint.sql

--changeset lint:1
CREATE DOMAIN positive AS numeric CHECK (VALUE > 0);

--rollback empty
