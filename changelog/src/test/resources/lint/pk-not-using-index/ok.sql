--liquibase formatted sql logicalFilePath:lint/pk-not-using-index.sql

--changeset lint:1 runInTransaction:false
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_pkey ON orders (id);

--rollback empty

--changeset lint:2
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;

--rollback empty
