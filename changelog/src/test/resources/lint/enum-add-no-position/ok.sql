--liquibase formatted sql logicalFilePath:lint/enum-add-no-position.sql

--changeset lint:1
ALTER TYPE order_state ADD VALUE 'packed' BEFORE 'sent';

--rollback empty
