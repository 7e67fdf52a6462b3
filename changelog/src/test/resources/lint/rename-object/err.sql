--liquibase formatted sql logicalFilePath:lint/rename-object.sql

--changeset lint:1
ALTER VIEW open_orders RENAME TO pending_orders;

--rollback empty
