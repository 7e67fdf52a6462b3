--liquibase formatted sql logicalFilePath:catalogs/vibecoder/052-drop-name.sql

--changeset schemuse:052-drop-name labels:optional,evolution,full-name-5
--comment: Rename of users.name, phase 5, contract: the old column goes.
DROP POLICY owner_copies_names ON users;
DROP VIEW live_users;
ALTER TABLE users DROP COLUMN name;
CREATE VIEW live_users WITH (security_invoker = true) AS
SELECT id, email, organization_id, auth0_id, role, created_at, updated_at, full_name
FROM users
WHERE deleted_at IS NULL;
GRANT SELECT ON live_users TO vibecoder_app;
COMMENT ON VIEW live_users IS 'The users that are not deleted, of the current tenant.';

--rollback DROP VIEW live_users;
--rollback ALTER TABLE users RENAME COLUMN full_name TO name;
--rollback COMMENT ON COLUMN users.name IS 'Name of the person.';
--rollback ALTER TABLE users ADD COLUMN full_name text;
--rollback COMMENT ON COLUMN users.full_name IS 'Name of the person.';
--rollback CREATE POLICY owner_copies_names ON users FOR UPDATE TO CURRENT_USER
--rollback     USING (true)
--rollback     WITH CHECK (true);
--rollback UPDATE users SET full_name = name;
--rollback CREATE VIEW live_users WITH (security_invoker = true) AS
--rollback SELECT id, email, organization_id, auth0_id, role, created_at, updated_at, name, full_name
--rollback FROM users
--rollback WHERE deleted_at IS NULL;
--rollback GRANT SELECT ON live_users TO vibecoder_app;
--rollback COMMENT ON VIEW live_users IS 'The users that are not deleted, of the current tenant.';
