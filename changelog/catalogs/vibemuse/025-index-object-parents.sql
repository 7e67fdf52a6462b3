--liquibase formatted sql logicalFilePath:catalogs/vibemuse/025-index-object-parents.sql

--changeset schemuse:025-index-object-parents
--comment: Serves: the children of an object.
CREATE INDEX object_parents_parent_id_idx ON object_parents (parent_id);

--rollback DROP INDEX object_parents_parent_id_idx;
