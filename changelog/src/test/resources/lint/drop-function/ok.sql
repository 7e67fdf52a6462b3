--liquibase formatted sql logicalFilePath:lint/drop-function.sql

--changeset lint:1
DROP FUNCTION order_total(bigint);
CREATE FUNCTION order_total(id bigint) RETURNS numeric LANGUAGE sql RETURN 1;

--rollback empty
