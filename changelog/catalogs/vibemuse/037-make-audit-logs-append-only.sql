--liquibase formatted sql logicalFilePath:catalogs/vibemuse/037-make-audit-logs-append-only.sql

--changeset schemuse:037-make-audit-logs-append-only
--comment: A trigger a statement, not a row, so that it speaks even where row-level security hides every row.
CREATE TRIGGER audit_logs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_logs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_rewrite();

--rollback DROP TRIGGER audit_logs_append_only ON audit_logs;
