--liquibase formatted sql logicalFilePath:lint/trigger-function-search-path.sql

--changeset lint:1 splitStatements:false
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NULL; END $f$;

--rollback empty
