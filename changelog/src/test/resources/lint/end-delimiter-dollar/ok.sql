--liquibase formatted sql logicalFilePath:lint/end-delimiter-dollar.sql

--changeset lint:1 splitStatements:false
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
