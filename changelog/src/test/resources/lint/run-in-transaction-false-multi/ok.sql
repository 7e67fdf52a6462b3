--liquibase formatted sql logicalFilePath:lint/run-in-transaction-false-multi.sql

--changeset lint:1 runInTransaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_a_idx ON orders (a);

--rollback empty

--changeset lint:2 runInTransaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_b_idx ON orders (b);

--rollback empty
