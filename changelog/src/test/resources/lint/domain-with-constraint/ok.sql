--liquibase formatted sql logicalFilePath:lint/domain-with-constraint.sql

--changeset lint:1
CREATE TABLE prices (id bigint PRIMARY KEY, amount numeric CHECK (amount > 0));
COMMENT ON TABLE prices IS 'What things cost.';

--rollback empty
