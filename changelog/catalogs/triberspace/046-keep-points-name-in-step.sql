--liquibase formatted sql logicalFilePath:catalogs/triberspace/046-keep-points-name-in-step.sql

--changeset schemuse:046-keep-points-name-in-step
--comment: The name in creator_points_config wins over the one in creators.
CREATE TRIGGER creator_points_config_copy_points_name AFTER INSERT OR UPDATE OF points_name, creator_id ON creator_points_config
    FOR EACH ROW EXECUTE FUNCTION copy_points_name();

--rollback DROP TRIGGER creator_points_config_copy_points_name ON creator_points_config;
