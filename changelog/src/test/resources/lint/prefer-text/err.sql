--liquibase formatted sql logicalFilePath:lint/prefer-text.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY, title varchar(80));
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
