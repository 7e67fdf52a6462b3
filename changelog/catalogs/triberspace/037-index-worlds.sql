--liquibase formatted sql logicalFilePath:catalogs/triberspace/037-index-worlds.sql

--changeset schemuse:037-index-worlds
--comment: Serves: worlds by name, places of a world by kind and whether they are open, events by place and time.
CREATE INDEX worlds_name_idx ON worlds (name);
CREATE INDEX spaces_world_id_idx ON spaces (world_id);
CREATE INDEX spaces_space_type_idx ON spaces (space_type);
CREATE INDEX spaces_is_active_idx ON spaces (is_active);
CREATE INDEX events_space_id_idx ON events (space_id);
CREATE INDEX events_start_time_idx ON events (start_time);
CREATE INDEX events_is_live_idx ON events (is_live);

--rollback DROP INDEX events_is_live_idx;
--rollback DROP INDEX events_start_time_idx;
--rollback DROP INDEX events_space_id_idx;
--rollback DROP INDEX spaces_is_active_idx;
--rollback DROP INDEX spaces_space_type_idx;
--rollback DROP INDEX spaces_world_id_idx;
--rollback DROP INDEX worlds_name_idx;
