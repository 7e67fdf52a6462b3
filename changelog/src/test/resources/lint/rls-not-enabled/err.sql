--liquibase formatted sql logicalFilePath:lint/rls-not-enabled.sql

--changeset lint:1
CREATE TABLE notes (id bigint PRIMARY KEY);
COMMENT ON TABLE notes IS 'What people write down.';
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY all_notes ON notes FOR SELECT TO app USING (true);
CREATE TABLE drafts (id bigint PRIMARY KEY);
COMMENT ON TABLE drafts IS 'What people have not finished.';
GRANT SELECT ON drafts TO app;

--rollback empty
