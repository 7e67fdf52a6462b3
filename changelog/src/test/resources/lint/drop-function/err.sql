--liquibase formatted sql logicalFilePath:lint/drop-function.sql

--changeset lint:1
DROP FUNCTION order_total(bigint);

--rollback empty
