--liquibase formatted sql logicalFilePath:lint/rollback-missing.sql

--changeset lint:1
CREATE EXTENSION IF NOT EXISTS pg_trgm;
