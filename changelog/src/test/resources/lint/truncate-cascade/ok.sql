--liquibase formatted sql logicalFilePath:lint/truncate-cascade.sql

--changeset lint:1
TRUNCATE customers, orders;

--rollback empty
