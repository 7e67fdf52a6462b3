--liquibase formatted sql logicalFilePath:lint/drop-constraint.sql

--changeset lint:1
ALTER TABLE orders DROP CONSTRAINT orders_total_positive;

--rollback empty
