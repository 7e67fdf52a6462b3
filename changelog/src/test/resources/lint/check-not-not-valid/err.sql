--liquibase formatted sql logicalFilePath:lint/check-not-not-valid.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total >= 0);

--rollback empty
