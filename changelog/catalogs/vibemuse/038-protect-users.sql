--liquibase formatted sql logicalFilePath:catalogs/vibemuse/038-protect-users.sql

--changeset schemuse:038-protect-users
--comment: Users see and change their own row; class, powers, name and body are not theirs to change.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
GRANT SELECT ON users TO vibemuse_app;
GRANT UPDATE (email, password_hash, last_login, online_status, current_location, profile) ON users TO vibemuse_app;
CREATE POLICY own_row_read ON users FOR SELECT TO vibemuse_app
    USING (id = (SELECT current_user_id()));
CREATE POLICY own_row_update ON users FOR UPDATE TO vibemuse_app
    USING (id = (SELECT current_user_id()))
    WITH CHECK (id = (SELECT current_user_id()));
CREATE POLICY owner_reads_for_directory ON users FOR SELECT TO CURRENT_USER
    USING (true);

--rollback DROP POLICY owner_reads_for_directory ON users;
--rollback DROP POLICY own_row_update ON users;
--rollback DROP POLICY own_row_read ON users;
--rollback REVOKE UPDATE (email, password_hash, last_login, online_status, current_location, profile) ON users FROM vibemuse_app;
--rollback REVOKE SELECT ON users FROM vibemuse_app;
--rollback ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE users DISABLE ROW LEVEL SECURITY;
