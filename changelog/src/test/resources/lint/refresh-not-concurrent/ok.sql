--liquibase formatted sql logicalFilePath:lint/refresh-not-concurrent.sql

--changeset lint:1
REFRESH MATERIALIZED VIEW CONCURRENTLY order_sums;

--rollback empty
