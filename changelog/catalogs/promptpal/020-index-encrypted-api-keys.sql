--liquibase formatted sql logicalFilePath:catalogs/promptpal/020-index-encrypted-api-keys.sql

--changeset schemuse:020-index-encrypted-api-keys
--comment: Serves: keys of a user for a provider, and keys by time.
CREATE INDEX encrypted_api_keys_user_id_provider_idx ON encrypted_api_keys (user_id, provider);
CREATE INDEX encrypted_api_keys_created_at_idx ON encrypted_api_keys (created_at);
CREATE INDEX encrypted_api_keys_updated_at_idx ON encrypted_api_keys (updated_at);

--rollback DROP INDEX encrypted_api_keys_updated_at_idx;
--rollback DROP INDEX encrypted_api_keys_created_at_idx;
--rollback DROP INDEX encrypted_api_keys_user_id_provider_idx;
