--liquibase formatted sql logicalFilePath:catalogs/promptpal/012-create-encrypted-api-keys-table.sql

--changeset schemuse:012-create-encrypted-api-keys-table
--comment: Keys of users for model providers, as ciphertext.
CREATE TABLE encrypted_api_keys (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    provider varchar(50) NOT NULL
        CONSTRAINT encrypted_api_keys_provider_known CHECK (provider IN ('openai', 'anthropic')),
    nickname varchar(255),
    encrypted_key text NOT NULL
        CONSTRAINT encrypted_api_keys_encrypted_key_not_blank CHECK (encrypted_key ~ '[^[:space:]]'),
    last_used_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid
);
COMMENT ON TABLE encrypted_api_keys IS 'Keys of users for model providers, encrypted by the application before they come here.';
COMMENT ON COLUMN encrypted_api_keys.id IS 'Identity of the key.';
COMMENT ON COLUMN encrypted_api_keys.user_id IS 'The user it belongs to; nobody else sees it.';
COMMENT ON COLUMN encrypted_api_keys.provider IS 'Whose key it is.';
COMMENT ON COLUMN encrypted_api_keys.nickname IS 'What the user calls it; a user may hold several keys of one provider.';
COMMENT ON COLUMN encrypted_api_keys.encrypted_key IS 'The ciphertext. The key itself is nowhere in the database.';
COMMENT ON COLUMN encrypted_api_keys.last_used_at IS 'When it was last used.';
COMMENT ON COLUMN encrypted_api_keys.revoked_at IS 'When the user revoked it; NULL while it is valid.';
COMMENT ON COLUMN encrypted_api_keys.created_at IS 'When the row was made.';
COMMENT ON COLUMN encrypted_api_keys.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN encrypted_api_keys.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN encrypted_api_keys.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN encrypted_api_keys.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE encrypted_api_keys;
