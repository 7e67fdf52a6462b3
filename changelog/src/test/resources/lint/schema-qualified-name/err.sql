--liquibase formatted sql logicalFilePath:lint/schema-qualified-name.sql

--changeset lint:1
CREATE TABLE public.carts (id bigint PRIMARY KEY);
COMMENT ON TABLE public.carts IS 'What a customer is about to buy.';

--rollback empty
