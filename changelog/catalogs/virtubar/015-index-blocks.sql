--liquibase formatted sql logicalFilePath:catalogs/virtubar/015-index-blocks.sql

--changeset schemuse:015-index-blocks labels:phase1
--comment: Serves: who blocks a user. Whom a user blocks is found by the unique key.
CREATE INDEX blocks_blocked_user_id_idx ON blocks (blocked_user_id);

--rollback DROP INDEX blocks_blocked_user_id_idx;
