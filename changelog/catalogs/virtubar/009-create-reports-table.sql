--liquibase formatted sql logicalFilePath:catalogs/virtubar/009-create-reports-table.sql

--changeset schemuse:009-create-reports-table labels:phase1
--comment: What moderators look at.
CREATE TABLE reports (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    reporter_user_id uuid NOT NULL
        CONSTRAINT reports_reporter_user_id_fkey REFERENCES users (id),
    reported_user_id uuid NOT NULL
        CONSTRAINT reports_reported_user_id_fkey REFERENCES users (id),
    room_id uuid
        CONSTRAINT reports_room_id_fkey REFERENCES rooms (id) ON DELETE SET NULL,
    report_type text NOT NULL
        CONSTRAINT reports_report_type_known CHECK (report_type IN ('harassment', 'spam', 'hate', 'other')),
    description text,
    evidence_url text,
    status text NOT NULL DEFAULT 'open'
        CONSTRAINT reports_status_known CHECK (status IN ('open', 'reviewing', 'resolved')),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reports_not_oneself CHECK (reporter_user_id <> reported_user_id)
);
COMMENT ON TABLE reports IS 'Reports to moderators. They keep both users from being removed.';
COMMENT ON COLUMN reports.id IS 'Identity of the report.';
COMMENT ON COLUMN reports.reporter_user_id IS 'Who reports.';
COMMENT ON COLUMN reports.reported_user_id IS 'Who is reported.';
COMMENT ON COLUMN reports.room_id IS 'Where it happened, if in a room that is still there.';
COMMENT ON COLUMN reports.report_type IS 'What is reported.';
COMMENT ON COLUMN reports.description IS 'What happened.';
COMMENT ON COLUMN reports.evidence_url IS 'Where a proof lies in the object storage.';
COMMENT ON COLUMN reports.status IS 'How far it is.';
COMMENT ON COLUMN reports.created_at IS 'When the row was made.';

--rollback DROP TABLE reports;
