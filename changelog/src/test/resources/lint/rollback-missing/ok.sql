--liquibase formatted sql logicalFilePath:lint/rollback-missing.sql

--changeset lint:1
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--rollback DROP EXTENSION pg_trgm;

--changeset lint:2
-- irreversible: the old values are not kept
UPDATE orders SET note = lower(note) WHERE note <> lower(note);
