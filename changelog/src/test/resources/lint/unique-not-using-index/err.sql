--liquibase formatted sql logicalFilePath:lint/unique-not-using-index.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number);

--rollback empty
