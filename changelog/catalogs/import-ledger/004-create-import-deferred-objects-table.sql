--liquibase formatted sql logicalFilePath:catalogs/import-ledger/004-create-import-deferred-objects-table.sql

--changeset schemuse:004-create-import-deferred-objects-table
--comment: What an import dropped, disabled or closed for its load and must restore. Deleted when the import is finished or undone.
CREATE TABLE import_deferred_objects (
    run_id uuid NOT NULL CONSTRAINT import_deferred_objects_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    number integer NOT NULL,
    kind text NOT NULL
        CONSTRAINT import_deferred_objects_kind_known CHECK (kind IN ('constraint', 'index', 'trigger', 'force_row_security', 'closed')),
    table_name text NOT NULL,
    name text NOT NULL,
    definition text NOT NULL,
    restored_at timestamptz,
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE import_deferred_objects IS 'Indexes, constraints, triggers and row-security switches that an unfinished import has dropped or disabled, and the tables it has closed to other sessions. Empty when no import is unfinished.';
COMMENT ON COLUMN import_deferred_objects.run_id IS 'The import.';
COMMENT ON COLUMN import_deferred_objects.number IS 'Order in which it was dropped, disabled or closed, from 0; restored in reverse.';
COMMENT ON COLUMN import_deferred_objects.kind IS 'What kind of thing it is; closed is a table that refuses other sessions.';
COMMENT ON COLUMN import_deferred_objects.table_name IS 'The table it belongs to.';
COMMENT ON COLUMN import_deferred_objects.name IS 'Its name.';
COMMENT ON COLUMN import_deferred_objects.definition IS 'The SQL that restores it.';
COMMENT ON COLUMN import_deferred_objects.restored_at IS 'When it was restored; NULL while it is missing.';

--rollback DROP TABLE import_deferred_objects;
