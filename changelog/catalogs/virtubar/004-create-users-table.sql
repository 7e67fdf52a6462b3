--liquibase formatted sql logicalFilePath:catalogs/virtubar/004-create-users-table.sql

--changeset schemuse:004-create-users-table labels:phase1
--comment: The people who sign in.
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    email text CONSTRAINT users_email_key UNIQUE,
    auth_provider text NOT NULL
        CONSTRAINT users_auth_provider_known CHECK (auth_provider IN ('google', 'facebook', 'email')),
    auth_provider_user_id text,
    status text NOT NULL DEFAULT 'active'
        CONSTRAINT users_status_known CHECK (status IN ('active', 'suspended', 'deleted')),
    last_login_at timestamptz,
    CONSTRAINT users_auth_provider_auth_provider_user_id_key UNIQUE (auth_provider, auth_provider_user_id)
);
COMMENT ON TABLE users IS 'Accounts. Who leaves is set to status deleted; a user with reports cannot be removed.';
COMMENT ON COLUMN users.id IS 'Identity of the user.';
COMMENT ON COLUMN users.created_at IS 'When the row was made.';
COMMENT ON COLUMN users.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN users.email IS 'E-mail address, where the sign-in provider tells it.';
COMMENT ON COLUMN users.auth_provider IS 'How the user signs in.';
COMMENT ON COLUMN users.auth_provider_user_id IS 'Number of the user at the sign-in provider.';
COMMENT ON COLUMN users.status IS 'Whether the account can be used.';
COMMENT ON COLUMN users.last_login_at IS 'When the user last signed in.';

--rollback DROP TABLE users;
