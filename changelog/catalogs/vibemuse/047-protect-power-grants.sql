--liquibase formatted sql logicalFilePath:catalogs/vibemuse/047-protect-power-grants.sql

--changeset schemuse:047-protect-power-grants
--comment: Users see their own powers; an admin sees all. Granting is not for the application role.
ALTER TABLE power_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE power_grants FORCE ROW LEVEL SECURITY;
GRANT SELECT ON power_grants TO vibemuse_app;
CREATE POLICY own_or_admin_reads ON power_grants FOR SELECT TO vibemuse_app
    USING (user_id = (SELECT current_user_id()) OR (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');

--rollback DROP POLICY own_or_admin_reads ON power_grants;
--rollback REVOKE SELECT ON power_grants FROM vibemuse_app;
--rollback ALTER TABLE power_grants NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE power_grants DISABLE ROW LEVEL SECURITY;
