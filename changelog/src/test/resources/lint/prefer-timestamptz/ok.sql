--liquibase formatted sql logicalFilePath:lint/prefer-timestamptz.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY, made_at timestamptz);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
