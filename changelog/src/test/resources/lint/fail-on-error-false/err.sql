--liquibase formatted sql logicalFilePath:lint/fail-on-error-false.sql

--changeset lint:1 failOnError:false
UPDATE orders SET note = '' WHERE note IS NULL;

--rollback empty
