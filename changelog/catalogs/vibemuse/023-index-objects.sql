--liquibase formatted sql logicalFilePath:catalogs/vibemuse/023-index-objects.sql

--changeset schemuse:023-index-objects
--comment: Serves: objects by type, name, owner, place and zone, and containment in the attribute bag.
CREATE INDEX objects_object_type_idx ON objects (object_type);
CREATE INDEX objects_name_idx ON objects (name);
CREATE INDEX objects_owner_id_idx ON objects (owner_id);
CREATE INDEX objects_location_id_idx ON objects (location_id);
CREATE INDEX objects_zone_id_idx ON objects (zone_id) WHERE zone_id IS NOT NULL;
CREATE INDEX objects_home_id_idx ON objects (home_id) WHERE home_id IS NOT NULL;
CREATE INDEX objects_destination_id_idx ON objects (destination_id) WHERE destination_id IS NOT NULL;
CREATE INDEX objects_attributes_idx ON objects USING gin (attributes jsonb_path_ops);

--rollback DROP INDEX objects_attributes_idx;
--rollback DROP INDEX objects_destination_id_idx;
--rollback DROP INDEX objects_home_id_idx;
--rollback DROP INDEX objects_zone_id_idx;
--rollback DROP INDEX objects_location_id_idx;
--rollback DROP INDEX objects_owner_id_idx;
--rollback DROP INDEX objects_name_idx;
--rollback DROP INDEX objects_object_type_idx;
