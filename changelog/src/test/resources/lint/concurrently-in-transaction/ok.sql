--liquibase formatted sql logicalFilePath:lint/concurrently-in-transaction.sql

--changeset lint:1 runInTransaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_id_idx ON orders (customer_id);

--rollback empty
