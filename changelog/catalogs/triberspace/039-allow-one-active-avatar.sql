--liquibase formatted sql logicalFilePath:catalogs/triberspace/039-allow-one-active-avatar.sql

--changeset schemuse:039-allow-one-active-avatar
--comment: A user wears one avatar at a time.
CREATE UNIQUE INDEX user_avatars_one_active_key ON user_avatars (user_id, is_active) WHERE is_active = true;

--rollback DROP INDEX user_avatars_one_active_key;
