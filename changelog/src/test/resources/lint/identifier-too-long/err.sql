--liquibase formatted sql logicalFilePath:lint/identifier-too-long.sql

--changeset lint:1
CREATE TABLE carts_of_customers_who_signed_in_with_the_old_shop_before_it_was_closed (id bigint PRIMARY KEY);
COMMENT ON TABLE carts_of_customers_who_signed_in_with_the_old_shop_before_it_was_closed IS 'Carts.';

--rollback empty
