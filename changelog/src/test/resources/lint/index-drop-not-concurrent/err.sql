--liquibase formatted sql logicalFilePath:lint/index-drop-not-concurrent.sql

--changeset lint:1
DROP INDEX orders_customer_id_idx;

--rollback empty
