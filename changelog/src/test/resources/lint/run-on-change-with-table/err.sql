--liquibase formatted sql logicalFilePath:lint/run-on-change-with-table.sql

--changeset lint:1 runOnChange:true
CREATE TABLE carts (id bigint PRIMARY KEY);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
