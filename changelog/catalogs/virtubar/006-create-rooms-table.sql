--liquibase formatted sql logicalFilePath:catalogs/virtubar/006-create-rooms-table.sql

--changeset schemuse:006-create-rooms-table labels:phase1
--comment: Where people meet.
CREATE TABLE rooms (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL
        CONSTRAINT rooms_name_not_blank CHECK (name ~ '\S'),
    theme text NOT NULL
        CONSTRAINT rooms_theme_known CHECK (theme IN ('lounge', 'dance', 'sports')),
    is_private boolean NOT NULL DEFAULT false,
    capacity integer NOT NULL
        CONSTRAINT rooms_capacity_positive CHECK (capacity > 0),
    region text NOT NULL
        CONSTRAINT rooms_region_shape CHECK (region ~ '^[a-z][a-z0-9-]*$'),
    created_by uuid
        CONSTRAINT rooms_created_by_fkey REFERENCES users (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE rooms IS 'Rooms. Who is in a room is not told here: that is the business of Redis.';
COMMENT ON COLUMN rooms.id IS 'Identity of the room.';
COMMENT ON COLUMN rooms.name IS 'Name of the room.';
COMMENT ON COLUMN rooms.theme IS 'What it looks like.';
COMMENT ON COLUMN rooms.is_private IS 'Whether one needs an invitation.';
COMMENT ON COLUMN rooms.capacity IS 'How many it holds.';
COMMENT ON COLUMN rooms.region IS 'Where it runs, such as eu or me; the list is open.';
COMMENT ON COLUMN rooms.created_by IS 'Who made it; NULL for a room of the system, or once that user is gone.';
COMMENT ON COLUMN rooms.created_at IS 'When the row was made.';

--rollback DROP TABLE rooms;
