--liquibase formatted sql logicalFilePath:lint/drop-sequence.sql

--changeset lint:1
DROP SEQUENCE invoice_numbers;

--rollback empty
