--liquibase formatted sql logicalFilePath:catalogs/virtubar/018-create-updated-at-triggers.sql

--changeset schemuse:018-create-updated-at-triggers labels:phase1
--comment: Every table with updated_at keeps it by a trigger.
CREATE TRIGGER users_set_updated_at BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER profiles_set_updated_at BEFORE UPDATE ON profiles
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

--rollback DROP TRIGGER profiles_set_updated_at ON profiles;
--rollback DROP TRIGGER users_set_updated_at ON users;
