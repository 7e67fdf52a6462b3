--liquibase formatted sql logicalFilePath:catalogs/vibecoder/008-create-organizations-table.sql

--changeset schemuse:008-create-organizations-table
--comment: The tenants.
CREATE TABLE organizations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL
        CONSTRAINT organizations_name_not_blank CHECK (name ~ '[^[:space:]]'),
    domain text,
    logo_url text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);
COMMENT ON TABLE organizations IS 'Tenants. Every other row of a tenant refers to one of these.';
COMMENT ON COLUMN organizations.id IS 'Identity of the tenant.';
COMMENT ON COLUMN organizations.name IS 'Name as it is shown.';
COMMENT ON COLUMN organizations.domain IS 'Internet domain that identifies the tenant, if it has one; unique among tenants that live.';
COMMENT ON COLUMN organizations.logo_url IS 'Where its logo lies.';
COMMENT ON COLUMN organizations.created_at IS 'When the row was made.';
COMMENT ON COLUMN organizations.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN organizations.deleted_at IS 'When the row was deleted softly; NULL while it lives.';

CREATE UNIQUE INDEX organizations_domain_key ON organizations (domain) WHERE deleted_at IS NULL;

--rollback DROP TABLE organizations;
