--liquibase formatted sql logicalFilePath:catalogs/import-ledger/002-create-import-batches-table.sql

--changeset schemuse:002-create-import-batches-table
--comment: How far an import came: one row for each committed batch.
CREATE TABLE import_batches (
    run_id uuid NOT NULL CONSTRAINT import_batches_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    number integer NOT NULL,
    first_record bigint NOT NULL,
    last_record bigint NOT NULL,
    row_count bigint NOT NULL,
    committed_at timestamptz NOT NULL DEFAULT now(),
    transaction_id bigint,
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE import_batches IS 'Batches of an import that are committed: its checkpoint.';
COMMENT ON COLUMN import_batches.run_id IS 'The import.';
COMMENT ON COLUMN import_batches.number IS 'Number of the batch, from 0.';
COMMENT ON COLUMN import_batches.first_record IS 'First record of the input in the batch.';
COMMENT ON COLUMN import_batches.last_record IS 'Last record of the input in the batch.';
COMMENT ON COLUMN import_batches.row_count IS 'Rows written by the batch, over all tables.';
COMMENT ON COLUMN import_batches.committed_at IS 'When the batch was written; it commits together with its rows.';
COMMENT ON COLUMN import_batches.transaction_id IS 'The transaction that wrote its rows; those that it wrote last have it as xmin.';

--rollback DROP TABLE import_batches;
