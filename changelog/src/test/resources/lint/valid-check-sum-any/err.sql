--liquibase formatted sql logicalFilePath:lint/valid-check-sum-any.sql

--changeset lint:1
--validCheckSum: ANY
UPDATE orders SET note = '' WHERE note IS NULL;
--rollback empty
