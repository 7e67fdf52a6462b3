--liquibase formatted sql logicalFilePath:catalogs/vibecoder/047-add-full-name.sql

--changeset schemuse:047-add-full-name labels:optional,evolution,full-name-1
--comment: Rename of users.name, phase 1, expand: a new column that nobody has to fill.
ALTER TABLE users ADD COLUMN full_name text;
COMMENT ON COLUMN users.full_name IS 'Name of the person.';
CREATE OR REPLACE VIEW live_users WITH (security_invoker = true) AS
SELECT id, email, organization_id, auth0_id, role, created_at, updated_at, name, full_name
FROM users
WHERE deleted_at IS NULL;

--rollback DROP VIEW live_users;
--rollback ALTER TABLE users DROP COLUMN full_name;
--rollback CREATE VIEW live_users WITH (security_invoker = true) AS
--rollback SELECT id, email, organization_id, auth0_id, role, created_at, updated_at, name
--rollback FROM users
--rollback WHERE deleted_at IS NULL;
--rollback GRANT SELECT ON live_users TO vibecoder_app;
--rollback COMMENT ON VIEW live_users IS 'The users that are not deleted, of the current tenant.';
