--liquibase formatted sql logicalFilePath:lint/truncate-cascade.sql

--changeset lint:1
-- lint:ignore truncate both are filled again from the archive
TRUNCATE customers, orders;

--rollback empty
