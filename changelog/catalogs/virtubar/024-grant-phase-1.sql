--liquibase formatted sql logicalFilePath:catalogs/virtubar/024-grant-phase-1.sql

--changeset schemuse:024-grant-phase-1 labels:phase1
--comment: The application works on people and rooms; reports and events it can only add, read and, for reports, move on.
GRANT SELECT, INSERT, UPDATE, DELETE ON users, profiles, rooms, room_memberships, blocks TO virtubar_app;
GRANT SELECT, INSERT ON reports, analytics_events TO virtubar_app;
GRANT UPDATE (status) ON reports TO virtubar_app;

--rollback REVOKE UPDATE (status) ON reports FROM virtubar_app;
--rollback REVOKE SELECT, INSERT ON reports, analytics_events FROM virtubar_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON users, profiles, rooms, room_memberships, blocks FROM virtubar_app;
