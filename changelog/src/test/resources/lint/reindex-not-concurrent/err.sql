--liquibase formatted sql logicalFilePath:lint/reindex-not-concurrent.sql

--changeset lint:1
REINDEX INDEX orders_customer_id_idx;

--rollback empty
