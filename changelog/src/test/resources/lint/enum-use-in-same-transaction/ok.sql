--liquibase formatted sql logicalFilePath:lint/enum-use-in-same-transaction.sql

--changeset lint:1
ALTER TYPE order_state ADD VALUE 'packed' BEFORE 'sent';

--rollback empty

--changeset lint:2
UPDATE orders SET state = 'packed' WHERE packed;

--rollback empty
