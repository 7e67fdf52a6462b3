--liquibase formatted sql logicalFilePath:lint/trigger-on-existing.sql

--changeset lint:1
CREATE TABLE parcels (id bigint PRIMARY KEY);
COMMENT ON TABLE parcels IS 'What was sent.';
CREATE TRIGGER parcels_touch BEFORE UPDATE ON parcels FOR EACH ROW EXECUTE FUNCTION touch();

--rollback empty
