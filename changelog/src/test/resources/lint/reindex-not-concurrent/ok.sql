--liquibase formatted sql logicalFilePath:lint/reindex-not-concurrent.sql

--changeset lint:1 runInTransaction:false
REINDEX INDEX CONCURRENTLY orders_customer_id_idx;

--rollback empty
