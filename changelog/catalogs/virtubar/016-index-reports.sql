--liquibase formatted sql logicalFilePath:catalogs/virtubar/016-index-reports.sql

--changeset schemuse:016-index-reports labels:phase1
--comment: Serves: reports by user and room, and the queue of the moderators.
CREATE INDEX reports_reporter_user_id_idx ON reports (reporter_user_id);
CREATE INDEX reports_reported_user_id_idx ON reports (reported_user_id);
CREATE INDEX reports_room_id_idx ON reports (room_id);
CREATE INDEX reports_status_created_at_idx ON reports (status, created_at);

--rollback DROP INDEX reports_status_created_at_idx;
--rollback DROP INDEX reports_room_id_idx;
--rollback DROP INDEX reports_reported_user_id_idx;
--rollback DROP INDEX reports_reporter_user_id_idx;
