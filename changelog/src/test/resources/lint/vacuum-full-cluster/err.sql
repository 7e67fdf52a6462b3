--liquibase formatted sql logicalFilePath:lint/vacuum-full-cluster.sql

--changeset lint:1
CLUSTER orders USING orders_pkey;

--rollback empty
