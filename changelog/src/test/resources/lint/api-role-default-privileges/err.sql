--liquibase formatted sql logicalFilePath:lint/api-role-default-privileges.sql

--changeset lint:1
CREATE TABLE prices (id bigint PRIMARY KEY, amount numeric);
COMMENT ON TABLE prices IS 'What a thing costs.';
REVOKE ALL ON TABLE prices FROM anon;

--rollback DROP TABLE prices;
