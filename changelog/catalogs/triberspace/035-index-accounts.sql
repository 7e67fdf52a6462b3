--liquibase formatted sql logicalFilePath:catalogs/triberspace/035-index-accounts.sql

--changeset schemuse:035-index-accounts
--comment: Serves: sessions and accounts of a user, codes of an address.
CREATE INDEX session_user_id_idx ON session (user_id);
CREATE INDEX account_user_id_idx ON account (user_id);
CREATE INDEX verification_identifier_idx ON verification (identifier);

--rollback DROP INDEX verification_identifier_idx;
--rollback DROP INDEX account_user_id_idx;
--rollback DROP INDEX session_user_id_idx;
