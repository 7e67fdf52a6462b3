--liquibase formatted sql logicalFilePath:lint/partition-detach-not-concurrent.sql

--changeset lint:1
ALTER TABLE events DETACH PARTITION events_2024;

--rollback empty
