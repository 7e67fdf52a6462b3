--liquibase formatted sql logicalFilePath:lint/trigger-on-existing.sql

--changeset lint:1
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();

--rollback empty
