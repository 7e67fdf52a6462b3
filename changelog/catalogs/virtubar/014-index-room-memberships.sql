--liquibase formatted sql logicalFilePath:catalogs/virtubar/014-index-room-memberships.sql

--changeset schemuse:014-index-room-memberships labels:phase1
--comment: Serves: visits to a room, visits of a user; and nobody is in a room twice.
CREATE INDEX room_memberships_room_id_idx ON room_memberships (room_id);
CREATE INDEX room_memberships_user_id_idx ON room_memberships (user_id);
CREATE UNIQUE INDEX room_memberships_one_open_key ON room_memberships (room_id, user_id) WHERE left_at IS NULL;

--rollback DROP INDEX room_memberships_one_open_key;
--rollback DROP INDEX room_memberships_user_id_idx;
--rollback DROP INDEX room_memberships_room_id_idx;
