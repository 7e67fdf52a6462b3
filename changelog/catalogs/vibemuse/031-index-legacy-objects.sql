--liquibase formatted sql logicalFilePath:catalogs/vibemuse/031-index-legacy-objects.sql

--changeset schemuse:031-index-legacy-objects
--comment: Serves: from an object back to the dump.
CREATE INDEX legacy_objects_object_id_idx ON legacy_objects (object_id);

--rollback DROP INDEX legacy_objects_object_id_idx;
