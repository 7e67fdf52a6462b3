--liquibase formatted sql logicalFilePath:lint/index-too-wide.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY, a text, b text, c text, d text);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';
CREATE INDEX carts_search_idx ON carts (a, b, c, d);

--rollback empty
