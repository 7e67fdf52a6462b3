--liquibase formatted sql logicalFilePath:catalogs/vibemuse/022-index-users.sql

--changeset schemuse:022-index-users
--comment: Serves: who is online, who is here.
CREATE INDEX users_online_status_idx ON users (online_status);
CREATE INDEX users_current_location_idx ON users (current_location);

--rollback DROP INDEX users_current_location_idx;
--rollback DROP INDEX users_online_status_idx;
