--liquibase formatted sql logicalFilePath:catalogs/vibecoder/009-create-users-table.sql

--changeset schemuse:009-create-users-table splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The people of a tenant, one row for each tenant they belong to.
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL
        CONSTRAINT users_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    organization_id uuid NOT NULL
        CONSTRAINT users_organization_id_fkey REFERENCES organizations (id) ON DELETE CASCADE,
    auth0_id text NOT NULL
        CONSTRAINT users_auth0_id_not_blank CHECK (auth0_id ~ '[^[:space:]]'),
    role text NOT NULL DEFAULT 'member'
        CONSTRAINT users_role_known CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    name text,
    CONSTRAINT users_organization_id_email_deleted_at_key
        UNIQUE NULLS NOT DISTINCT (organization_id, email, deleted_at),
    CONSTRAINT users_organization_id_auth0_id_deleted_at_key
        UNIQUE NULLS NOT DISTINCT (organization_id, auth0_id, deleted_at),
    CONSTRAINT users_organization_id_id_key UNIQUE (organization_id, id)
);
COMMENT ON TABLE users IS 'People, as the identity provider knows them: one row for each tenant a person belongs to.';
COMMENT ON COLUMN users.id IS 'Identity of the user.';
COMMENT ON COLUMN users.email IS 'E-mail address; unique within the tenant among users that live.';
COMMENT ON COLUMN users.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN users.auth0_id IS 'Identity at Auth0, unique within the tenant among users that live. The same person has the same one in every tenant.';
COMMENT ON COLUMN users.role IS 'What the person may do in this tenant; the application enforces it.';
COMMENT ON COLUMN users.created_at IS 'When the row was made.';
COMMENT ON COLUMN users.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN users.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN users.name IS 'Name of the person.';

--rollback DROP TABLE users;
