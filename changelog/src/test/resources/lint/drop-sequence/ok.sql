--liquibase formatted sql logicalFilePath:lint/drop-sequence.sql

--changeset lint:1
ALTER SEQUENCE invoice_numbers OWNED BY invoices.number;

--rollback empty
