--liquibase formatted sql logicalFilePath:lint/exclusion-constraint.sql

--changeset lint:1
ALTER TABLE bookings ADD CONSTRAINT bookings_no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);

--rollback empty
