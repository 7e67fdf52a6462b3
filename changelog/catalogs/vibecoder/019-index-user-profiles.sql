--liquibase formatted sql logicalFilePath:catalogs/vibecoder/019-index-user-profiles.sql

--changeset schemuse:019-index-user-profiles
--comment: Serves: profiles of a tenant. The unique key serves the user.
CREATE INDEX user_profiles_organization_id_idx ON user_profiles (organization_id);

--rollback DROP INDEX user_profiles_organization_id_idx;
