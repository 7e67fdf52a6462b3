--liquibase formatted sql logicalFilePath:lint/drop-type.sql

--changeset lint:1
DROP TYPE order_state;
CREATE TYPE order_state AS ENUM ('new', 'sent');

--rollback empty
