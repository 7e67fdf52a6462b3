--liquibase formatted sql logicalFilePath:lint/prefer-bigint.sql

--changeset lint:1
CREATE TABLE carts (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
