--liquibase formatted sql logicalFilePath:lint/prefer-identity.sql

--changeset lint:1
CREATE TABLE carts (id bigserial PRIMARY KEY);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
