--liquibase formatted sql logicalFilePath:catalogs/virtubar/012-index-profiles.sql

--changeset schemuse:012-index-profiles labels:phase1
--comment: Serves: matchmaking by tags; and no two names are the same but for case.
CREATE UNIQUE INDEX profiles_display_name_key ON profiles (lower(display_name));
CREATE INDEX profiles_interests_idx ON profiles USING gin (interests);

--rollback DROP INDEX profiles_interests_idx;
--rollback DROP INDEX profiles_display_name_key;
