--liquibase formatted sql logicalFilePath:catalogs/vibemuse/048-protect-audit-logs.sql

--changeset schemuse:048-protect-audit-logs
--comment: Admins and directors read the trail, except for tables whose rows they may not read; only the audit trigger, which is the owner, adds to it.
ALTER TABLE audit_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_logs FORCE ROW LEVEL SECURITY;
GRANT SELECT ON audit_logs TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY admin_reads ON audit_logs FOR SELECT TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
        AND table_name NOT IN ('messages', 'sessions'));
CREATE POLICY audit_trigger_inserts ON audit_logs FOR INSERT TO CURRENT_USER
    WITH CHECK (true);

--rollback DROP POLICY audit_trigger_inserts ON audit_logs;
--rollback DROP POLICY admin_reads ON audit_logs;
--rollback REVOKE SELECT ON audit_logs FROM vibemuse_app;
--rollback ALTER TABLE audit_logs NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE audit_logs DISABLE ROW LEVEL SECURITY;
