--liquibase formatted sql logicalFilePath:lint/remove-enum-value.sql

--changeset lint:1
CREATE TYPE order_state_2 AS ENUM ('open', 'sent');

--rollback empty
