--liquibase formatted sql logicalFilePath:catalogs/vibemuse/010-create-objects-table.sql

--changeset schemuse:010-create-objects-table
--comment: Rooms, things, exits and the bodies of players.
CREATE TABLE objects (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL
        CONSTRAINT objects_name_not_blank CHECK (name ~ '[^[:space:]]'),
    object_type object_type_enum NOT NULL,
    owner_id uuid CONSTRAINT objects_owner_id_fkey REFERENCES users (id) ON DELETE SET NULL,
    location_id uuid CONSTRAINT objects_location_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    description text,
    attributes jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now(),
    zone_id uuid CONSTRAINT objects_zone_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    home_id uuid CONSTRAINT objects_home_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    destination_id uuid CONSTRAINT objects_destination_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    aliases text[] NOT NULL DEFAULT '{}',
    flags text[] NOT NULL DEFAULT '{}',
    destination_is_home boolean NOT NULL DEFAULT false,
    history_open boolean NOT NULL DEFAULT false,
    CONSTRAINT objects_destination_or_home CHECK (NOT destination_is_home OR destination_id IS NULL)
);
COMMENT ON TABLE objects IS 'The virtual world: rooms, things, exits and the bodies of players.';
COMMENT ON COLUMN objects.id IS 'Identity of the object; derived from the legacy number when imported.';
COMMENT ON COLUMN objects.name IS 'Name as it is shown.';
COMMENT ON COLUMN objects.object_type IS 'What kind of object it is.';
COMMENT ON COLUMN objects.owner_id IS 'The user who owns it.';
COMMENT ON COLUMN objects.location_id IS 'The object it is in; for an exit, the room it leads out of.';
COMMENT ON COLUMN objects.description IS 'What looking at it shows.';
COMMENT ON COLUMN objects.attributes IS 'Small untyped bag for applications. Named attributes with flags are rows of the table attributes; nothing copies one to the other.';
COMMENT ON COLUMN objects.created_at IS 'When the object was created; NULL if an imported world does not know.';
COMMENT ON COLUMN objects.updated_at IS 'When the object was last changed; kept by a trigger; NULL if an imported world does not know.';
COMMENT ON COLUMN objects.zone_id IS 'The object that rules the zone it belongs to.';
COMMENT ON COLUMN objects.home_id IS 'Where a thing or a player goes home to.';
COMMENT ON COLUMN objects.destination_id IS 'Where an exit leads; for a room, where things dropped in it go.';
COMMENT ON COLUMN objects.aliases IS 'Other names it answers to: n and no for an exit called north, the alias of a player.';
COMMENT ON COLUMN objects.flags IS 'Names of the flags that are set.';
COMMENT ON COLUMN objects.destination_is_home IS 'True if an exit leads whoever takes it home, or if things dropped in a room go home; destination_id is NULL then.';
COMMENT ON COLUMN objects.history_open IS 'Whether what is said in this room from now on can be read by users who arrive later.';

--rollback DROP TABLE objects;
