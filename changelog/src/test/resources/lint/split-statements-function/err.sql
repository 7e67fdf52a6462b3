--liquibase formatted sql logicalFilePath:lint/split-statements-function.sql

--changeset lint:1
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $f$
BEGIN
    NEW.touched_at := now();
    RETURN NEW;
END;
$f$;

--rollback empty
