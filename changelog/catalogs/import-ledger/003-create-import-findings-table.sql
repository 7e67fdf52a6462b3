--liquibase formatted sql logicalFilePath:catalogs/import-ledger/003-create-import-findings-table.sql

--changeset schemuse:003-create-import-findings-table
--comment: What an import found wrong with its input.
CREATE TABLE import_findings (
    run_id uuid NOT NULL CONSTRAINT import_findings_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    number integer NOT NULL,
    code text NOT NULL,
    severity text NOT NULL
        CONSTRAINT import_findings_severity_known CHECK (severity IN ('error', 'warning', 'info')),
    line bigint,
    byte_offset bigint,
    subject text,
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
COMMENT ON COLUMN import_findings.line IS 'Line of the input, from 1.';
COMMENT ON COLUMN import_findings.byte_offset IS 'Byte of the input, from 0.';
COMMENT ON COLUMN import_findings.subject IS 'What it is about, such as object #12; NULL of the input as a whole.';
COMMENT ON COLUMN import_findings.field IS 'Field concerned.';
COMMENT ON COLUMN import_findings.expected IS 'What should have been there.';
COMMENT ON COLUMN import_findings.found IS 'What was there.';
COMMENT ON COLUMN import_findings.done IS 'What was done about it.';

--rollback DROP TABLE import_findings;
