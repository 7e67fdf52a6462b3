--liquibase formatted sql logicalFilePath:lint/truncate.sql

--changeset lint:1
TRUNCATE order_imports;

--rollback empty
