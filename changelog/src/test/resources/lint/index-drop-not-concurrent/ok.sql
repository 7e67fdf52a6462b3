--liquibase formatted sql logicalFilePath:lint/index-drop-not-concurrent.sql

--changeset lint:1 runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;

--rollback empty
