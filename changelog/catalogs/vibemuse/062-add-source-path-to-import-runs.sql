--liquibase formatted sql logicalFilePath:catalogs/vibemuse/062-add-source-path-to-import-runs.sql

--changeset schemuse:062-add-source-path-to-import-runs
--comment: Where the dump lay, so that an import that was cut off finds it again.
ALTER TABLE import_runs ADD COLUMN source_path text;
COMMENT ON COLUMN import_runs.source_path IS 'Where the file lay on the machine that imported it; NULL for standard input.';

--rollback ALTER TABLE import_runs DROP COLUMN source_path;
