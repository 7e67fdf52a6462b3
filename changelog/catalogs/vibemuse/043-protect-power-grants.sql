--liquibase formatted sql logicalFilePath:catalogs/vibemuse/043-protect-power-grants.sql

--changeset schemuse:043-protect-power-grants
--comment: Users see their own powers; an admin sees all. Granting is not for the application role.
ALTER TABLE power_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE power_grants FORCE ROW LEVEL SECURITY;
GRANT SELECT ON power_grants TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY own_or_admin_reads ON power_grants FOR SELECT TO vibemuse_app
    USING (user_id = (SELECT current_user_id())
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));

--rollback DROP POLICY own_or_admin_reads ON power_grants;
--rollback REVOKE SELECT ON power_grants FROM vibemuse_app;
--rollback ALTER TABLE power_grants NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE power_grants DISABLE ROW LEVEL SECURITY;
