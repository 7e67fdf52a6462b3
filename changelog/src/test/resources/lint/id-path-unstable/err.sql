--liquibase formatted sql

--changeset lint:1
UPDATE orders SET note = '';

--rollback empty
