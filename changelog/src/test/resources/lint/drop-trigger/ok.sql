--liquibase formatted sql logicalFilePath:lint/drop-trigger.sql

--changeset lint:1
DROP TRIGGER orders_audit ON orders;
-- lint:ignore trigger-on-existing replaced in one short transaction
CREATE TRIGGER orders_audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();

--rollback empty
