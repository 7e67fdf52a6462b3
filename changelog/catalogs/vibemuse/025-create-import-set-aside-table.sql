--liquibase formatted sql logicalFilePath:catalogs/vibemuse/025-create-import-set-aside-table.sql

--changeset schemuse:025-create-import-set-aside-table
--comment: What an import dropped for its load and must put back.
CREATE TABLE import_set_aside (
    run_id uuid NOT NULL CONSTRAINT import_set_aside_run_id_fkey REFERENCES import_runs (id) ON DELETE CASCADE,
    number integer NOT NULL,
    kind text NOT NULL
        CONSTRAINT import_set_aside_kind_known CHECK (kind IN ('constraint', 'index', 'trigger', 'force_row_security')),
    table_name text NOT NULL,
    name text NOT NULL,
    definition text NOT NULL,
    restored_at timestamptz,
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE import_set_aside IS 'Indexes, constraints, triggers and row-security switches an import set aside.';
COMMENT ON COLUMN import_set_aside.run_id IS 'The import.';
COMMENT ON COLUMN import_set_aside.number IS 'Order in which it was set aside, from 0.';
COMMENT ON COLUMN import_set_aside.kind IS 'What kind of thing it is.';
COMMENT ON COLUMN import_set_aside.table_name IS 'The table it belongs to.';
COMMENT ON COLUMN import_set_aside.name IS 'Its name.';
COMMENT ON COLUMN import_set_aside.definition IS 'The SQL that makes it again.';
COMMENT ON COLUMN import_set_aside.restored_at IS 'When it was put back; NULL while it is missing.';

--rollback DROP TABLE import_set_aside;
