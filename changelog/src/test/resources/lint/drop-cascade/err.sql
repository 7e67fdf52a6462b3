--liquibase formatted sql logicalFilePath:lint/drop-cascade.sql

--changeset lint:1
DROP FUNCTION current_customer() CASCADE;

--rollback empty
