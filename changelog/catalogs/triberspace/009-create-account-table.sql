--liquibase formatted sql logicalFilePath:catalogs/triberspace/009-create-account-table.sql

--changeset schemuse:009-create-account-table
--comment: How a user signs in.
CREATE TABLE account (
    id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    account_id text NOT NULL,
    provider_id text NOT NULL,
    user_id text NOT NULL
        CONSTRAINT account_user_id_fkey REFERENCES "user" (id) ON DELETE CASCADE,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_provider_id_account_id_key UNIQUE (provider_id, account_id)
);
COMMENT ON TABLE account IS 'Accounts at sign-in providers, or a password; one row for each provider account.';
COMMENT ON COLUMN account.id IS 'Identity of the account.';
COMMENT ON COLUMN account.account_id IS 'The number of the account at the provider.';
COMMENT ON COLUMN account.provider_id IS 'The provider, such as google or credential.';
COMMENT ON COLUMN account.user_id IS 'Whose account it is.';
COMMENT ON COLUMN account.access_token IS 'Token to call the provider with.';
COMMENT ON COLUMN account.refresh_token IS 'Token to get a new access token with.';
COMMENT ON COLUMN account.id_token IS 'What the provider says about the user.';
COMMENT ON COLUMN account.access_token_expires_at IS 'When the access token ends.';
COMMENT ON COLUMN account.refresh_token_expires_at IS 'When the refresh token ends.';
COMMENT ON COLUMN account.scope IS 'What the tokens allow.';
COMMENT ON COLUMN account.password IS 'Hash of the password, made by the authentication library; never the password itself.';
COMMENT ON COLUMN account.created_at IS 'When the row was made.';
COMMENT ON COLUMN account.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE account;
