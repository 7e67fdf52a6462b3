--liquibase formatted sql logicalFilePath:catalogs/vibecoder/018-index-users.sql

--changeset schemuse:018-index-users
--comment: Serves: users of a tenant, and the synchronisation that looks them up by their identity at Auth0.
CREATE INDEX users_organization_id_idx ON users (organization_id);
CREATE INDEX users_auth0_id_idx ON users (auth0_id);

--rollback DROP INDEX users_auth0_id_idx;
--rollback DROP INDEX users_organization_id_idx;
