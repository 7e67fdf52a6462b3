--liquibase formatted sql logicalFilePath:lint/drop-constraint.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_total_sane CHECK (total >= -100) NOT VALID;
-- lint:ignore drop-constraint orders_total_sane above takes its place: refunds are negative
ALTER TABLE orders DROP CONSTRAINT orders_total_positive;

--rollback empty
