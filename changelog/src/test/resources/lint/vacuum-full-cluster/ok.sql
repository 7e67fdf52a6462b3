--liquibase formatted sql logicalFilePath:lint/vacuum-full-cluster.sql

--changeset lint:1
ANALYZE orders;

--rollback empty
