--liquibase formatted sql logicalFilePath:lint/index-not-concurrent.sql

--changeset lint:1
CREATE INDEX orders_customer_id_idx ON orders (customer_id);

--rollback empty
