--liquibase formatted sql logicalFilePath:catalogs/vibecoder/042-create-belongs-elsewhere-function.sql

--changeset schemuse:042-create-belongs-elsewhere-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Whether an identity at Auth0 is that of a user of another tenant, which a tenant cannot see for itself.
CREATE FUNCTION belongs_elsewhere(login text) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Two tenants that write the same identity at once: the second waits for the first to commit, and then sees it, but not
    -- with a snapshot that is older.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'auth0_id cannot be checked at %', upper(current_setting('transaction_isolation'))
            USING ERRCODE = 'invalid_transaction_state', HINT = 'Write auth0_id at READ COMMITTED.';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('users.auth0_id ' || login, 0));
    RETURN EXISTS (
        SELECT FROM users u WHERE u.auth0_id = login AND u.organization_id IS DISTINCT FROM current_tenant_id()
    );
END
$function$;
COMMENT ON FUNCTION belongs_elsewhere(text) IS
    'Whether a tenant other than the current one has a user with this auth0_id. Holds a lock on the auth0_id until the transaction ends.';
REVOKE ALL ON FUNCTION belongs_elsewhere(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION belongs_elsewhere(text) TO vibecoder_app;

--rollback DROP FUNCTION belongs_elsewhere(text);
