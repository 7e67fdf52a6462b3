--liquibase formatted sql logicalFilePath:lint/policy-without-enable.sql

--changeset lint:1
CREATE TABLE notes (id bigint PRIMARY KEY);
COMMENT ON TABLE notes IS 'What people write down.';
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY all_notes ON notes FOR SELECT TO app USING (true);

--rollback empty
