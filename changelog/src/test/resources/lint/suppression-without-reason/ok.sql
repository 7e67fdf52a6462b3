--liquibase formatted sql logicalFilePath:lint/suppression-without-reason.sql

--changeset lint:1
-- lint:ignore drop-table unused since release 3
DROP TABLE orders;

--rollback empty
