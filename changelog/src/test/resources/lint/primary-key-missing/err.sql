--liquibase formatted sql logicalFilePath:lint/primary-key-missing.sql

--changeset lint:1
CREATE TABLE visits (page text, at timestamptz);
COMMENT ON TABLE visits IS 'A view of a page.';

--rollback DROP TABLE visits;
