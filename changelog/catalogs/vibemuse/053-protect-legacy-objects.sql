--liquibase formatted sql logicalFilePath:catalogs/vibemuse/053-protect-legacy-objects.sql

--changeset schemuse:053-protect-legacy-objects
--comment: Admins and directors read what the dump had.
ALTER TABLE legacy_objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE legacy_objects FORCE ROW LEVEL SECURITY;
GRANT SELECT ON legacy_objects TO vibemuse_app;
CREATE POLICY admin_reads ON legacy_objects FOR SELECT TO vibemuse_app
    USING ((SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'admin');

--rollback DROP POLICY admin_reads ON legacy_objects;
--rollback REVOKE SELECT ON legacy_objects FROM vibemuse_app;
--rollback ALTER TABLE legacy_objects NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE legacy_objects DISABLE ROW LEVEL SECURITY;
