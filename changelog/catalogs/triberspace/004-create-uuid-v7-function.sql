--liquibase formatted sql logicalFilePath:catalogs/triberspace/004-create-uuid-v7-function.sql

--changeset schemuse:004-create-uuid-v7-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The default of transaction and order numbers; PostgreSQL has its own from 18 on only.
CREATE FUNCTION uuid_v7() RETURNS uuid
    LANGUAGE sql VOLATILE PARALLEL SAFE
    SET search_path FROM CURRENT
AS $function$
    -- RFC 9562: 48 bits of milliseconds, the version, 12 bits that go on where the milliseconds end, random bits.
    SELECT encode(
        overlay(
            overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(microseconds / 1000) FROM 3) FROM 1 FOR 6)
            PLACING int2send((7 * 4096 + microseconds % 1000 * 4096 / 1000)::smallint) FROM 7 FOR 2),
        'hex')::uuid
    FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS microseconds) AS clock
$function$;
COMMENT ON FUNCTION uuid_v7() IS
    'A UUID of version 7: later ones sort after earlier ones, to the microsecond.';
REVOKE ALL ON FUNCTION uuid_v7() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uuid_v7() TO triberspace_app;

--rollback DROP FUNCTION uuid_v7();
