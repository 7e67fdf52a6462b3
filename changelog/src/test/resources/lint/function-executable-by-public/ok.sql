--liquibase formatted sql logicalFilePath:lint/function-executable-by-public.sql

--changeset lint:1
CREATE FUNCTION customers_of() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
    AS $f$ SELECT count(*) FROM customers $f$;
REVOKE ALL ON FUNCTION customers_of() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customers_of() TO app;

--rollback empty
