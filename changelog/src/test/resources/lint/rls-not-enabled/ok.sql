--liquibase formatted sql logicalFilePath:lint/rls-not-enabled.sql

--changeset lint:1
CREATE TABLE drafts (id bigint PRIMARY KEY);
COMMENT ON TABLE drafts IS 'What people have not finished.';
ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE drafts FORCE ROW LEVEL SECURITY;
CREATE POLICY all_drafts ON drafts FOR SELECT TO app USING (true);
GRANT SELECT ON drafts TO app;

--rollback empty
