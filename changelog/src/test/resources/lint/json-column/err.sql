--liquibase formatted sql logicalFilePath:lint/json-column.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY, lines json);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
