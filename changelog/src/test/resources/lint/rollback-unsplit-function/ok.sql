--liquibase formatted sql logicalFilePath:lint/rollback-unsplit-function.sql

--changeset lint:1 splitStatements:false rollbackSplitStatements:false
-- lint:ignore drop-function no trigger calls it since release 3
DROP FUNCTION touch();
/* liquibase rollback
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $f$ BEGIN RETURN NEW; END; $f$;
*/
