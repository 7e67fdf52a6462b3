--liquibase formatted sql logicalFilePath:lint/rename-enum-value.sql

--changeset lint:1
ALTER TYPE order_state ADD VALUE 'shipped' AFTER 'sent';

--rollback empty
