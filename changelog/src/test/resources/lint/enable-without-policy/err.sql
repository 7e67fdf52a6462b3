--liquibase formatted sql logicalFilePath:lint/enable-without-policy.sql

--changeset lint:1
CREATE TABLE notes (id bigint PRIMARY KEY);
COMMENT ON TABLE notes IS 'What people write down.';
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;

--rollback empty
