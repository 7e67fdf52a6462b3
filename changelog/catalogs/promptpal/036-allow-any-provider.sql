--liquibase formatted sql logicalFilePath:catalogs/promptpal/036-allow-any-provider.sql

--changeset schemuse:036-allow-any-provider labels:optional,relaxed,any-provider splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Keys of any provider. The two names come from the reference that the design cites.
ALTER TABLE encrypted_api_keys DROP CONSTRAINT encrypted_api_keys_provider_known;

--rollback ALTER TABLE encrypted_api_keys ADD CONSTRAINT encrypted_api_keys_provider_known CHECK (provider IN ('openai', 'anthropic'));
