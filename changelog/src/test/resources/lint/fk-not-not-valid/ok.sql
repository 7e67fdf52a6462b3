--liquibase formatted sql logicalFilePath:lint/fk-not-not-valid.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;

--rollback empty

--changeset lint:2
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;

--rollback empty
