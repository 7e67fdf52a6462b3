--liquibase formatted sql logicalFilePath:catalogs/vibecoder/049-keep-names-in-step.sql

--changeset schemuse:049-keep-names-in-step labels:optional,evolution,full-name-2
--comment: Rename of users.name, phase 2, both: old code and new code may run side by side.
CREATE TRIGGER users_keep_names_in_step BEFORE INSERT OR UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION keep_names_in_step();
CREATE POLICY owner_copies_names ON users FOR UPDATE TO CURRENT_USER
    USING (true)
    WITH CHECK (true);

--rollback DROP POLICY owner_copies_names ON users;
--rollback DROP TRIGGER users_keep_names_in_step ON users;
