--liquibase formatted sql logicalFilePath:catalogs/triberspace/058-keep-points-names.sql

--changeset schemuse:058-keep-points-names
--comment: The trigger for it.
CREATE TRIGGER creators_keep_points_name BEFORE UPDATE OF points_name ON creators
    FOR EACH ROW EXECUTE FUNCTION keep_points_name();

--rollback DROP TRIGGER creators_keep_points_name ON creators;
