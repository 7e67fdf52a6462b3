--liquibase formatted sql logicalFilePath:catalogs/import-ledger/001-create-import-runs-table.sql

--changeset schemuse:001-create-import-runs-table
--comment: What was imported, how, and how it ended.
CREATE TABLE import_runs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number integer NOT NULL CONSTRAINT import_runs_number_unique UNIQUE,
    source text NOT NULL,
    source_path text,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    dialect text NOT NULL,
    layout text NOT NULL,
    charset text NOT NULL,
    options jsonb NOT NULL DEFAULT '{}',
    tool_version text NOT NULL,
    state text NOT NULL
        CONSTRAINT import_runs_state_known CHECK (state IN ('running', 'finished', 'failed', 'undone')),
    counts jsonb NOT NULL DEFAULT '{}',
    timings jsonb NOT NULL DEFAULT '{}',
    error text,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
COMMENT ON TABLE import_runs IS 'Imports: what was read, how, and how it ended.';
COMMENT ON COLUMN import_runs.id IS 'Identity of the run.';
COMMENT ON COLUMN import_runs.number IS 'Counts the imports into the schema from 1; a number is never given twice.';
COMMENT ON COLUMN import_runs.source IS 'Name of the file, without its folder.';
COMMENT ON COLUMN import_runs.source_path IS 'Where the file lay on the machine that imported it, so that an interrupted import finds it again; NULL for standard input.';
COMMENT ON COLUMN import_runs.sha256 IS 'SHA-256 of the bytes of the input, in hexadecimal.';
COMMENT ON COLUMN import_runs.bytes IS 'Size of the input in bytes.';
COMMENT ON COLUMN import_runs.dialect IS 'What wrote the input: of a dump, its family of servers.';
COMMENT ON COLUMN import_runs.layout IS 'Layout of the input, as recognised by its structure.';
COMMENT ON COLUMN import_runs.charset IS 'Character set the input was read in.';
COMMENT ON COLUMN import_runs.options IS 'Options of the import, without secrets.';
COMMENT ON COLUMN import_runs.tool_version IS 'Version of the program.';
COMMENT ON COLUMN import_runs.state IS 'How far it came.';
COMMENT ON COLUMN import_runs.counts IS 'Rows written, by table, and what was read.';
COMMENT ON COLUMN import_runs.timings IS 'Seconds spent, by stage.';
COMMENT ON COLUMN import_runs.error IS 'Why it failed.';
COMMENT ON COLUMN import_runs.started_at IS 'When it began.';
COMMENT ON COLUMN import_runs.finished_at IS 'When it ended, well or not.';

--rollback DROP TABLE import_runs;
