--liquibase formatted sql logicalFilePath:lint/add-serial-or-identity-column.sql

--changeset lint:1
CREATE SEQUENCE orders_number_seq;
ALTER TABLE orders ADD COLUMN number bigint;
ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');

--rollback empty
