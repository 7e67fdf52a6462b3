--liquibase formatted sql logicalFilePath:catalogs/virtubar/007-create-room-memberships-table.sql

--changeset schemuse:007-create-room-memberships-table labels:phase1
--comment: Who was in which room, and when.
CREATE TABLE room_memberships (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    room_id uuid NOT NULL
        CONSTRAINT room_memberships_room_id_fkey REFERENCES rooms (id) ON DELETE CASCADE,
    user_id uuid NOT NULL
        CONSTRAINT room_memberships_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    joined_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    join_source text NOT NULL
        CONSTRAINT room_memberships_join_source_known CHECK (join_source IN ('matchmaking', 'invite', 'direct')),
    CONSTRAINT room_memberships_left_after_joined CHECK (left_at >= joined_at)
);
COMMENT ON TABLE room_memberships IS 'Visits to rooms: the history. Who is there now is told by Redis.';
COMMENT ON COLUMN room_memberships.id IS 'Identity of the visit.';
COMMENT ON COLUMN room_memberships.room_id IS 'The room.';
COMMENT ON COLUMN room_memberships.user_id IS 'The visitor.';
COMMENT ON COLUMN room_memberships.joined_at IS 'When they came.';
COMMENT ON COLUMN room_memberships.left_at IS 'When they left; NULL while the visit lasts, and one visit of a user to a room can last.';
COMMENT ON COLUMN room_memberships.join_source IS 'How they came.';

--rollback DROP TABLE room_memberships;
