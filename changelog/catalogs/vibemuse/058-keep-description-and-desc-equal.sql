--liquibase formatted sql logicalFilePath:catalogs/vibemuse/058-keep-description-and-desc-equal.sql

--changeset schemuse:058-keep-description-and-desc-equal
--comment: objects.description and the attribute Desc are one value. Both functions run with the rights of the caller, so whoever may change the description of an object may change its Desc.
CREATE POLICY builder_describes ON attributes FOR ALL TO vibemuse_app
    USING (name = ANY (ARRAY(
        SELECT n FROM unnest(ARRAY['Desc', 'builtin.Desc']) n, users u
        WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'builder')))
    WITH CHECK (name IN ('Desc', 'builtin.Desc')
        AND (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id())) >= 'builder');
CREATE TRIGGER objects_describe_on_insert AFTER INSERT ON objects
    FOR EACH ROW WHEN (NEW.description IS NOT NULL) EXECUTE FUNCTION write_description_to_attributes();
CREATE TRIGGER objects_describe_on_update AFTER UPDATE OF description ON objects
    FOR EACH ROW WHEN (OLD.description IS DISTINCT FROM NEW.description)
    EXECUTE FUNCTION write_description_to_attributes();
CREATE TRIGGER attributes_describe_on_insert AFTER INSERT ON attributes
    FOR EACH ROW WHEN (NEW.name IN ('Desc', 'builtin.Desc')) EXECUTE FUNCTION write_attribute_to_description();
CREATE TRIGGER attributes_describe_on_update AFTER UPDATE ON attributes
    FOR EACH ROW WHEN (OLD.name IN ('Desc', 'builtin.Desc') OR NEW.name IN ('Desc', 'builtin.Desc'))
    EXECUTE FUNCTION write_attribute_to_description();
CREATE TRIGGER attributes_describe_on_delete AFTER DELETE ON attributes
    FOR EACH ROW WHEN (OLD.name IN ('Desc', 'builtin.Desc')) EXECUTE FUNCTION write_attribute_to_description();

--rollback DROP TRIGGER attributes_describe_on_delete ON attributes;
--rollback DROP TRIGGER attributes_describe_on_update ON attributes;
--rollback DROP TRIGGER attributes_describe_on_insert ON attributes;
--rollback DROP TRIGGER objects_describe_on_update ON objects;
--rollback DROP TRIGGER objects_describe_on_insert ON objects;
--rollback DROP POLICY builder_describes ON attributes;
