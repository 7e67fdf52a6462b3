--liquibase formatted sql logicalFilePath:catalogs/vibemuse/030-index-audit-logs.sql

--changeset schemuse:030-index-audit-logs
--comment: Serves: the history of a row, of a time, of a user.
CREATE INDEX audit_logs_table_name_record_id_idx ON audit_logs (table_name, record_id);
CREATE INDEX audit_logs_changed_at_idx ON audit_logs (changed_at);
CREATE INDEX audit_logs_changed_by_idx ON audit_logs (changed_by);

--rollback DROP INDEX audit_logs_changed_by_idx;
--rollback DROP INDEX audit_logs_changed_at_idx;
--rollback DROP INDEX audit_logs_table_name_record_id_idx;
