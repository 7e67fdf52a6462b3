--liquibase formatted sql logicalFilePath:lint/drop-table.sql

--changeset lint:1
DROP TABLE orders;

--rollback empty
