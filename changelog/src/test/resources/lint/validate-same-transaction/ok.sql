--liquibase formatted sql logicalFilePath:lint/validate-same-transaction.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total >= 0) NOT VALID;

--rollback empty

--changeset lint:2
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_positive;

--rollback empty
