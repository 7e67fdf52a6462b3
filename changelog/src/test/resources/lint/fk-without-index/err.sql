--liquibase formatted sql logicalFilePath:lint/fk-without-index.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
