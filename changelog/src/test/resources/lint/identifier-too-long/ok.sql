--liquibase formatted sql logicalFilePath:lint/identifier-too-long.sql

--changeset lint:1
CREATE TABLE carts_of_the_old_shop (id bigint PRIMARY KEY);
COMMENT ON TABLE carts_of_the_old_shop IS 'Carts.';

--rollback empty
