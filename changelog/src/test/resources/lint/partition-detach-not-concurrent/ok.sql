--liquibase formatted sql logicalFilePath:lint/partition-detach-not-concurrent.sql

--changeset lint:1 runInTransaction:false
ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;

--rollback empty
