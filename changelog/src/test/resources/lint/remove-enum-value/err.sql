--liquibase formatted sql logicalFilePath:lint/remove-enum-value.sql

--changeset lint:1
DELETE FROM pg_enum WHERE enumlabel = 'lost';

--rollback empty
