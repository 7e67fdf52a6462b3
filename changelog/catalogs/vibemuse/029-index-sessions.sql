--liquibase formatted sql logicalFilePath:catalogs/vibemuse/029-index-sessions.sql

--changeset schemuse:029-index-sessions
--comment: Serves: sessions of a user, and those that have run out.
CREATE INDEX sessions_user_id_idx ON sessions (user_id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

--rollback DROP INDEX sessions_expires_at_idx;
--rollback DROP INDEX sessions_user_id_idx;
