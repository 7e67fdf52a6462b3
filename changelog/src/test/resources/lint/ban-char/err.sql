--liquibase formatted sql logicalFilePath:lint/ban-char.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY, country char(2));
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
