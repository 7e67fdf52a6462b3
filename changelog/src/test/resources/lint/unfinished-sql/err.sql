--liquibase formatted sql logicalFilePath:lint/unfinished-sql.sql

--changeset lint:1
COMMENT ON TABLE orders IS 'it''s open;

--rollback empty
