--liquibase formatted sql logicalFilePath:catalogs/vibecoder/044-guard-logins.sql

--changeset schemuse:044-guard-logins
--comment: The triggers for it: where auth0_id is written anew.
CREATE TRIGGER users_guard_login_on_insert BEFORE INSERT ON users
    FOR EACH ROW EXECUTE FUNCTION guard_login();
CREATE TRIGGER users_guard_login_on_update BEFORE UPDATE OF auth0_id ON users
    FOR EACH ROW WHEN (NEW.auth0_id IS DISTINCT FROM OLD.auth0_id)
    EXECUTE FUNCTION guard_login();

--rollback DROP TRIGGER users_guard_login_on_update ON users;
--rollback DROP TRIGGER users_guard_login_on_insert ON users;
