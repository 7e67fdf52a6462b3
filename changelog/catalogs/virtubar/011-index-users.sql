--liquibase formatted sql logicalFilePath:catalogs/virtubar/011-index-users.sql

--changeset schemuse:011-index-users labels:phase1
--comment: Serves: accounts by state.
CREATE INDEX users_status_idx ON users (status);

--rollback DROP INDEX users_status_idx;
