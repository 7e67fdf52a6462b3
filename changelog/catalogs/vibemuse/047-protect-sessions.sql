--liquibase formatted sql logicalFilePath:catalogs/vibemuse/047-protect-sessions.sql

--changeset schemuse:047-protect-sessions
--comment: Users see, prolong and end their own sessions.
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
GRANT SELECT ON sessions TO vibemuse_app;
GRANT INSERT ON sessions TO vibemuse_app;
GRANT UPDATE (expires_at, last_activity) ON sessions TO vibemuse_app;
GRANT DELETE ON sessions TO vibemuse_app;
CREATE POLICY own_reads ON sessions FOR SELECT TO vibemuse_app
    USING (user_id = (SELECT current_user_id()));
CREATE POLICY own_inserts ON sessions FOR INSERT TO vibemuse_app
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_updates ON sessions FOR UPDATE TO vibemuse_app
    USING (user_id = (SELECT current_user_id()))
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_deletes ON sessions FOR DELETE TO vibemuse_app
    USING (user_id = (SELECT current_user_id()));

--rollback DROP POLICY own_deletes ON sessions;
--rollback DROP POLICY own_updates ON sessions;
--rollback DROP POLICY own_inserts ON sessions;
--rollback DROP POLICY own_reads ON sessions;
--rollback REVOKE DELETE ON sessions FROM vibemuse_app;
--rollback REVOKE UPDATE (expires_at, last_activity) ON sessions FROM vibemuse_app;
--rollback REVOKE INSERT ON sessions FROM vibemuse_app;
--rollback REVOKE SELECT ON sessions FROM vibemuse_app;
--rollback ALTER TABLE sessions NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE sessions DISABLE ROW LEVEL SECURITY;
