--liquibase formatted sql logicalFilePath:lint/security-definer-no-search-path.sql

--changeset lint:1
CREATE FUNCTION customers_of() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $f$ SELECT count(*) FROM customers $f$;
REVOKE ALL ON FUNCTION customers_of() FROM PUBLIC;

--rollback empty
