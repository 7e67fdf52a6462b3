--liquibase formatted sql logicalFilePath:catalogs/triberspace/043-index-event-attendance.sql

--changeset schemuse:043-index-event-attendance
--comment: Serves: visits of a user, of an event, in a time.
CREATE INDEX event_attendance_user_id_idx ON event_attendance (user_id);
CREATE INDEX event_attendance_event_id_idx ON event_attendance (event_id);
CREATE INDEX event_attendance_joined_at_idx ON event_attendance (joined_at);

--rollback DROP INDEX event_attendance_joined_at_idx;
--rollback DROP INDEX event_attendance_event_id_idx;
--rollback DROP INDEX event_attendance_user_id_idx;
