--liquibase formatted sql logicalFilePath:catalogs/vibemuse/024-create-import-problems-table.sql

--changeset schemuse:024-create-import-problems-table
--comment: What an import found wrong with its dump.
CREATE TABLE import_problems (
    run_id uuid NOT NULL CONSTRAINT import_problems_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    number integer NOT NULL,
    code text NOT NULL,
    severity text NOT NULL
        CONSTRAINT import_problems_severity_known CHECK (severity IN ('error', 'warning', 'info')),
    line bigint,
    byte_offset bigint,
    dbref integer,
    field text,
    expected text,
    found text,
    done text NOT NULL,
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE import_problems IS 'Findings of an import.';
COMMENT ON COLUMN import_problems.run_id IS 'The import.';
COMMENT ON COLUMN import_problems.number IS 'Number of the finding, from 0.';
COMMENT ON COLUMN import_problems.code IS 'Stable code of the finding.';
COMMENT ON COLUMN import_problems.severity IS 'How bad it is.';
COMMENT ON COLUMN import_problems.line IS 'Line of the dump, from 1.';
COMMENT ON COLUMN import_problems.byte_offset IS 'Byte of the dump, from 0.';
COMMENT ON COLUMN import_problems.dbref IS 'Number of the object.';
COMMENT ON COLUMN import_problems.field IS 'Field of the object.';
COMMENT ON COLUMN import_problems.expected IS 'What should have been there.';
COMMENT ON COLUMN import_problems.found IS 'What was there.';
COMMENT ON COLUMN import_problems.done IS 'What was done about it.';

--rollback DROP TABLE import_problems;
