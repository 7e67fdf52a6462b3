--liquibase formatted sql logicalFilePath:lint/valid-check-sum-any.sql

--changeset lint:1
--validCheckSum: 9:3a1c06bd10313ec8c4a8a3a2e7b0cd8a
UPDATE orders SET note = '' WHERE note IS NULL;
--rollback empty
