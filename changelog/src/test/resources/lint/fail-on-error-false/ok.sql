--liquibase formatted sql logicalFilePath:lint/fail-on-error-false.sql

--changeset lint:1
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:1 SELECT count(*) FROM pg_class WHERE oid = to_regclass('orders')
UPDATE orders SET note = '' WHERE note IS NULL;
--rollback empty
