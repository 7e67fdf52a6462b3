--liquibase formatted sql logicalFilePath:lint/lock-table.sql

--changeset lint:1
LOCK TABLE orders IN ROW EXCLUSIVE MODE;

--rollback empty
