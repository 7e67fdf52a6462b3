--liquibase formatted sql logicalFilePath:lint/drop-cascade.sql

--changeset lint:1
DROP POLICY own_orders ON orders;
DROP EXTENSION pgcrypto;

--rollback empty
