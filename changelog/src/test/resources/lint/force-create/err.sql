--liquibase formatted sql logicalFilePath:lint/force-create.sql

--changeset lint:1
-- lint:ignore drop-table so that only the other rule is shown
DROP TABLE IF EXISTS carts;
CREATE TABLE carts (id bigint PRIMARY KEY);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';

--rollback empty
