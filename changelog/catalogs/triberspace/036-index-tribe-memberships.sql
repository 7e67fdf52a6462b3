--liquibase formatted sql logicalFilePath:catalogs/triberspace/036-index-tribe-memberships.sql

--changeset schemuse:036-index-tribe-memberships
--comment: Serves: members of a tribe. Tribes of a user are found by the unique key.
CREATE INDEX user_tribe_memberships_tribe_id_idx ON user_tribe_memberships (tribe_id);

--rollback DROP INDEX user_tribe_memberships_tribe_id_idx;
