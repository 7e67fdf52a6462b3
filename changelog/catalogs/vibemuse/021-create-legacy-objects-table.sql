--liquibase formatted sql logicalFilePath:catalogs/vibemuse/021-create-legacy-objects-table.sql

--changeset schemuse:021-create-legacy-objects-table
--comment: Every object of the dump as the dump had it.
CREATE TABLE legacy_objects (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    object_id uuid CONSTRAINT legacy_objects_object_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    dbref integer NOT NULL CONSTRAINT legacy_objects_dbref_key UNIQUE,
    name text NOT NULL,
    location integer,
    zone integer,
    owner integer,
    created bigint,
    modified bigint,
    record jsonb NOT NULL DEFAULT '{}',
    remains jsonb,
    position integer NOT NULL,
    line bigint NOT NULL,
    byte_offset bigint NOT NULL
);
COMMENT ON TABLE legacy_objects IS 'One row for each object of the dump, garbage included: what its record says, so that the dump can be written again.';
COMMENT ON COLUMN legacy_objects.id IS 'Identity of the row.';
COMMENT ON COLUMN legacy_objects.object_id IS 'The object it became; NULL for garbage, which becomes none.';
COMMENT ON COLUMN legacy_objects.dbref IS 'Number of the object in the dump.';
COMMENT ON COLUMN legacy_objects.name IS 'The name as the record has it, other names included.';
COMMENT ON COLUMN legacy_objects.location IS 'Number of the object it is in, or that an exit leads out of, as the record has it; NULL for none.';
COMMENT ON COLUMN legacy_objects.zone IS 'Number of its zone as the record has it; NULL for none.';
COMMENT ON COLUMN legacy_objects.owner IS 'Number of its owner as the record has it; NULL for none.';
COMMENT ON COLUMN legacy_objects.created IS 'Time of creation as the record has it, in seconds since 1970; NULL if it has none.';
COMMENT ON COLUMN legacy_objects.modified IS 'Time of the last change as the record has it, in seconds since 1970; NULL if it has none.';
COMMENT ON COLUMN legacy_objects.record IS 'Everything else that the record says, by the names and in the numbers of its dialect; a reference to none is left out.';
COMMENT ON COLUMN legacy_objects.remains IS 'Attributes and definitions of an object that is not in objects.';
COMMENT ON COLUMN legacy_objects.position IS 'Place of the object in the dump, from 0.';
COMMENT ON COLUMN legacy_objects.line IS 'Line of the dump it begins on, from 1.';
COMMENT ON COLUMN legacy_objects.byte_offset IS 'Byte of the dump it begins at, from 0.';

--rollback DROP TABLE legacy_objects;
