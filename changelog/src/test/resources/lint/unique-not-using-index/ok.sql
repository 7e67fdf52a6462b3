--liquibase formatted sql logicalFilePath:lint/unique-not-using-index.sql

--changeset lint:1 runInTransaction:false
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_number_key ON orders (number);

--rollback empty

--changeset lint:2
ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE USING INDEX orders_number_key;

--rollback empty
