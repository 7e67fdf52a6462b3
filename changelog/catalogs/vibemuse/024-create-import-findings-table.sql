--liquibase formatted sql logicalFilePath:catalogs/vibemuse/024-create-import-findings-table.sql

--changeset schemuse:024-create-import-findings-table
--comment: What an import found wrong with its dump.
CREATE TABLE import_findings (
    run_id uuid NOT NULL CONSTRAINT import_findings_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    number integer NOT NULL,
    code text NOT NULL,
    severity text NOT NULL
        CONSTRAINT import_findings_severity_known CHECK (severity IN ('error', 'warning', 'info')),
    line bigint,
    byte_offset bigint,
    dbref integer,
    field text,
    expected text,
    found text,
    done text NOT NULL,
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE import_findings IS 'Findings of an import.';
COMMENT ON COLUMN import_findings.run_id IS 'The import.';
COMMENT ON COLUMN import_findings.number IS 'Number of the finding, from 0.';
COMMENT ON COLUMN import_findings.code IS 'Stable code of the finding.';
COMMENT ON COLUMN import_findings.severity IS 'How bad it is.';
COMMENT ON COLUMN import_findings.line IS 'Line of the dump, from 1.';
COMMENT ON COLUMN import_findings.byte_offset IS 'Byte of the dump, from 0.';
COMMENT ON COLUMN import_findings.dbref IS 'Number of the object.';
COMMENT ON COLUMN import_findings.field IS 'Field of the object.';
COMMENT ON COLUMN import_findings.expected IS 'What should have been there.';
COMMENT ON COLUMN import_findings.found IS 'What was there.';
COMMENT ON COLUMN import_findings.done IS 'What was done about it.';

--rollback DROP TABLE import_findings;
