--liquibase formatted sql logicalFilePath:catalogs/triberspace/048-check-points-received.sql

--changeset schemuse:048-check-points-received
--comment: Who buys a package gets its points and its bonus.
CREATE TRIGGER points_purchases_check_points_received BEFORE INSERT OR UPDATE OF points_received, package_id ON points_purchases
    FOR EACH ROW EXECUTE FUNCTION check_points_received();

--rollback DROP TRIGGER points_purchases_check_points_received ON points_purchases;
