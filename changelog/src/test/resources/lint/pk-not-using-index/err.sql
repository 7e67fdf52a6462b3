--liquibase formatted sql logicalFilePath:lint/pk-not-using-index.sql

--changeset lint:1
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

--rollback empty
