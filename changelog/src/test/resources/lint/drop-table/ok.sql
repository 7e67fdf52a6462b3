--liquibase formatted sql logicalFilePath:lint/drop-table.sql

--changeset lint:1
-- lint:ignore drop-table unused since release 3, copied to the archive on 2 May
DROP TABLE orders;

--rollback empty
