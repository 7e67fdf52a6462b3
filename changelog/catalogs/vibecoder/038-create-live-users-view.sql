--liquibase formatted sql logicalFilePath:catalogs/vibecoder/038-create-live-users-view.sql

--changeset schemuse:038-create-live-users-view
--comment: What an application reads of users: those that are not deleted.
CREATE VIEW live_users WITH (security_invoker = true) AS
SELECT id, email, organization_id, auth0_id, role, created_at, updated_at, name
FROM users
WHERE deleted_at IS NULL;
GRANT SELECT ON live_users TO vibecoder_app;
COMMENT ON VIEW live_users IS 'The users that are not deleted, of the current tenant.';

--rollback DROP VIEW live_users;
