--liquibase formatted sql logicalFilePath:catalogs/vibecoder/001-create-application-role.sql

--changeset schemuse:001-create-application-role splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The role every policy names. An application logs in as a member of it.
-- On the way back: DROP ROLE takes memberships with it without a word, so a login that was granted the role keeps it.
-- (Liquibase joins the lines of a rollback block, so no comment can stand inside.)
DO $role$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vibecoder_app') THEN
        CREATE ROLE vibecoder_app NOLOGIN;
    END IF;
EXCEPTION
    -- Roles belong to the whole cluster: another database may be making the same one now.
    WHEN duplicate_object OR unique_violation THEN
        NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'role "vibecoder_app" does not exist, and "%" may not create roles', current_user
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Ask a superuser to run: CREATE ROLE vibecoder_app NOLOGIN';
END
$role$;

/* liquibase rollback
DO $role$
BEGIN
    IF EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
        WHERE r.rolname = 'vibecoder_app' AND m.member <> current_user::regrole
    ) THEN
        RAISE NOTICE 'role "vibecoder_app" is kept: it has members';
    ELSE
        DROP ROLE IF EXISTS vibecoder_app;
    END IF;
EXCEPTION
    WHEN dependent_objects_still_exist OR insufficient_privilege OR object_in_use THEN
        RAISE NOTICE 'role "vibecoder_app" is kept: %', SQLERRM;
END
$role$;
*/
