--liquibase formatted sql logicalFilePath:catalogs/vibemuse/014-create-object-parents-table.sql

--changeset schemuse:014-create-object-parents-table
--comment: Which objects inherit from which.
CREATE TABLE object_parents (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    object_id uuid NOT NULL CONSTRAINT object_parents_object_id_fkey REFERENCES objects (id) ON DELETE CASCADE,
    parent_id uuid NOT NULL CONSTRAINT object_parents_parent_id_fkey REFERENCES objects (id) ON DELETE CASCADE,
    position integer NOT NULL,
    CONSTRAINT object_parents_object_id_position_key UNIQUE (object_id, position)
);
COMMENT ON TABLE object_parents IS 'Inheritance of attributes: one row for each parent of an object.';
COMMENT ON COLUMN object_parents.id IS 'Identity of the link.';
COMMENT ON COLUMN object_parents.object_id IS 'The object that inherits.';
COMMENT ON COLUMN object_parents.parent_id IS 'The object it inherits from.';
COMMENT ON COLUMN object_parents.position IS 'Place among the parents of the object, from 0; the earlier wins.';

--rollback DROP TABLE object_parents;
