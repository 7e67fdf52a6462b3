--liquibase formatted sql logicalFilePath:catalogs/vibemuse/026-index-channels.sql

--changeset schemuse:026-index-channels
--comment: Serves: channels of a user and of an object.
CREATE INDEX channels_owner_id_idx ON channels (owner_id);
CREATE INDEX channels_object_id_idx ON channels (object_id);

--rollback DROP INDEX channels_object_id_idx;
--rollback DROP INDEX channels_owner_id_idx;
