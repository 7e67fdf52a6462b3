--liquibase formatted sql logicalFilePath:catalogs/virtubar/026-end-open-visits.sql

--changeset schemuse:026-end-open-visits labels:phase1
--comment: The trigger for it, where a visit begins.
CREATE TRIGGER room_memberships_end_open_visit BEFORE INSERT ON room_memberships
    FOR EACH ROW WHEN (NEW.left_at IS NULL) EXECUTE FUNCTION end_open_visit();

--rollback DROP TRIGGER room_memberships_end_open_visit ON room_memberships;
