--liquibase formatted sql logicalFilePath:catalogs/vibemuse/032-create-updated-at-triggers.sql

--changeset schemuse:032-create-updated-at-triggers
--comment: Every table with updated_at keeps it by a trigger.
CREATE TRIGGER users_set_updated_at BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER objects_set_updated_at BEFORE UPDATE ON objects
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER attribute_definitions_set_updated_at BEFORE UPDATE ON attribute_definitions
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER attributes_set_updated_at BEFORE UPDATE ON attributes
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER channels_set_updated_at BEFORE UPDATE ON channels
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

--rollback DROP TRIGGER channels_set_updated_at ON channels;
--rollback DROP TRIGGER attributes_set_updated_at ON attributes;
--rollback DROP TRIGGER attribute_definitions_set_updated_at ON attribute_definitions;
--rollback DROP TRIGGER objects_set_updated_at ON objects;
--rollback DROP TRIGGER users_set_updated_at ON users;
