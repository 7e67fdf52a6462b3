--liquibase formatted sql logicalFilePath:lint/comment-missing.sql

--changeset lint:1
CREATE TABLE carts (id bigint PRIMARY KEY);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
