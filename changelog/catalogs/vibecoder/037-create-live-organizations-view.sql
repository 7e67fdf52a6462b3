--liquibase formatted sql logicalFilePath:catalogs/vibecoder/037-create-live-organizations-view.sql

--changeset schemuse:037-create-live-organizations-view
--comment: What an application reads of organizations: those that are not deleted.
CREATE VIEW live_organizations WITH (security_invoker = true) AS
SELECT id, name, domain, logo_url, created_at, updated_at
FROM organizations
WHERE deleted_at IS NULL;
GRANT SELECT ON live_organizations TO vibecoder_app;
COMMENT ON VIEW live_organizations IS 'The organizations that are not deleted, of the current tenant.';

--rollback DROP VIEW live_organizations;
