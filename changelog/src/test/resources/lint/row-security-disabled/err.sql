--liquibase formatted sql logicalFilePath:lint/row-security-disabled.sql

--changeset lint:1
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;

--rollback empty
