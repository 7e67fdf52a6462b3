--liquibase formatted sql logicalFilePath:lint/drop-view.sql

--changeset lint:1
DROP VIEW open_orders;

--rollback empty
