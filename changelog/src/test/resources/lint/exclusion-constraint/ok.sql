--liquibase formatted sql logicalFilePath:lint/exclusion-constraint.sql

--changeset lint:1
CREATE TABLE room_bookings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room bigint NOT NULL,
    during tstzrange NOT NULL,
    CONSTRAINT room_bookings_no_overlap EXCLUDE USING gist (room WITH =, during WITH &&)
);
COMMENT ON TABLE room_bookings IS 'Who has a room, and when.';

--rollback empty
