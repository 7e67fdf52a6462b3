--liquibase formatted sql logicalFilePath:catalogs/import-ledger/005-create-import-changes-table.sql

--changeset schemuse:005-create-import-changes-table
--comment: What an update did to each row, so that it can be undone.
CREATE TABLE import_changes (
    run_id uuid NOT NULL CONSTRAINT import_changes_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    action text NOT NULL
        CONSTRAINT import_changes_action_known CHECK (action IN (
            'added', 'changed', 'removed', 'vanished', 'kept', 'withheld', 'locked', 'unlocked'
        )),
    old_data jsonb,
    written_at timestamptz,
    PRIMARY KEY (run_id, table_name, row_id, action)
);
COMMENT ON TABLE import_changes IS 'What an update did to each row, and what it found and left alone.';
COMMENT ON COLUMN import_changes.run_id IS 'The run of the update; of an update that is no longer listed, the import that the rows began with.';
COMMENT ON COLUMN import_changes.table_name IS 'Table of the row.';
COMMENT ON COLUMN import_changes.row_id IS 'Identity of the row.';
COMMENT ON COLUMN import_changes.action IS 'What became of it. vanished: no longer in the input, and kept here. kept: changed here too. withheld: in the input, not here, because it was deleted here or its name is taken. locked, unlocked: the account of a player who left the dump, or returned.';
COMMENT ON COLUMN import_changes.old_data IS 'Columns before the update, of changed, removed, locked and unlocked rows; of kept and withheld rows, what the input says.';
COMMENT ON COLUMN import_changes.written_at IS 'When an update that is no longer listed began; NULL of a row of the run itself.';

--rollback DROP TABLE import_changes;
