--liquibase formatted sql logicalFilePath:catalogs/vibemuse/021-create-legacy-objects-table.sql

--changeset schemuse:021-create-legacy-objects-table
--comment: Every object of the dump as the dump had it.
CREATE TABLE legacy_objects (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    object_id uuid CONSTRAINT legacy_objects_object_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    dbref integer NOT NULL CONSTRAINT legacy_objects_dbref_key UNIQUE,
    mark char(1) NOT NULL,
    name text NOT NULL,
    coloured_name text,
    location integer,
    zone integer,
    contents integer,
    exits integer,
    fighting integer,
    link integer,
    next integer,
    owner integer,
    flags bigint NOT NULL,
    modified bigint,
    created bigint,
    pennies bigint,
    lock_text text,
    powers text,
    parents integer[] NOT NULL DEFAULT '{}',
    children integer[] NOT NULL DEFAULT '{}',
    universe jsonb,
    remains jsonb,
    position integer NOT NULL,
    line bigint NOT NULL,
    byte_offset bigint NOT NULL
);
COMMENT ON TABLE legacy_objects IS 'One row for each object of the dump, garbage included: every raw number, so that the dump can be written again.';
COMMENT ON COLUMN legacy_objects.id IS 'Identity of the row.';
COMMENT ON COLUMN legacy_objects.object_id IS 'The object it became; NULL for garbage, which becomes none.';
COMMENT ON COLUMN legacy_objects.dbref IS 'Number of the object in the dump.';
COMMENT ON COLUMN legacy_objects.mark IS 'The character that opened the object: #, & or !.';
COMMENT ON COLUMN legacy_objects.name IS 'The raw name line, aliases included.';
COMMENT ON COLUMN legacy_objects.coloured_name IS 'The raw coloured name line of layouts that have one.';
COMMENT ON COLUMN legacy_objects.location IS 'Raw number of the location.';
COMMENT ON COLUMN legacy_objects.zone IS 'Raw number of the zone.';
COMMENT ON COLUMN legacy_objects.contents IS 'Raw number of the first object in it.';
COMMENT ON COLUMN legacy_objects.exits IS 'Raw number of its first exit.';
COMMENT ON COLUMN legacy_objects.fighting IS 'Raw number of the object it fights, in layouts that have one.';
COMMENT ON COLUMN legacy_objects.link IS 'Raw number of its home, destination or drop-to.';
COMMENT ON COLUMN legacy_objects.next IS 'Raw number of the next object in the same chain.';
COMMENT ON COLUMN legacy_objects.owner IS 'Raw number of the owner.';
COMMENT ON COLUMN legacy_objects.flags IS 'Raw flag bits, type included.';
COMMENT ON COLUMN legacy_objects.modified IS 'Raw time of the last change, in seconds since 1970.';
COMMENT ON COLUMN legacy_objects.created IS 'Raw time of creation, in seconds since 1970.';
COMMENT ON COLUMN legacy_objects.pennies IS 'Raw number of coins, in layouts that have one.';
COMMENT ON COLUMN legacy_objects.lock_text IS 'Raw lock, in layouts that have one in the header.';
COMMENT ON COLUMN legacy_objects.powers IS 'The raw powers line.';
COMMENT ON COLUMN legacy_objects.parents IS 'Raw numbers of the parents, in order.';
COMMENT ON COLUMN legacy_objects.children IS 'Raw numbers of the children, in order.';
COMMENT ON COLUMN legacy_objects.universe IS 'The raw universe block, in layouts that have one.';
COMMENT ON COLUMN legacy_objects.remains IS 'Attributes and definitions of an object that is not in objects.';
COMMENT ON COLUMN legacy_objects.position IS 'Place of the object in the dump, from 0.';
COMMENT ON COLUMN legacy_objects.line IS 'Line of the dump it begins on, from 1.';
COMMENT ON COLUMN legacy_objects.byte_offset IS 'Byte of the dump it begins at, from 0.';

--rollback DROP TABLE legacy_objects;
