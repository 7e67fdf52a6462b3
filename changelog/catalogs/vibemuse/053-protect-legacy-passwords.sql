--liquibase formatted sql logicalFilePath:catalogs/vibemuse/053-protect-legacy-passwords.sql

--changeset schemuse:053-protect-legacy-passwords
--comment: Nobody reads legacy passwords: no grant and no policy, not even for admins.
ALTER TABLE legacy_passwords ENABLE ROW LEVEL SECURITY;
ALTER TABLE legacy_passwords FORCE ROW LEVEL SECURITY;

--rollback ALTER TABLE legacy_passwords NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE legacy_passwords DISABLE ROW LEVEL SECURITY;
