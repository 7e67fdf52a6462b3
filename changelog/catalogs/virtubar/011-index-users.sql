--liquibase formatted sql logicalFilePath:catalogs/virtubar/011-index-users.sql

--changeset schemuse:011-index-users labels:phase1
--comment: Serves: accounts by state and by address; and no two addresses are the same but for case.
CREATE INDEX users_status_idx ON users (status);
CREATE UNIQUE INDEX users_email_case_key ON users (lower(email));

--rollback DROP INDEX users_email_case_key;
--rollback DROP INDEX users_status_idx;
