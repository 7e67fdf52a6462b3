--liquibase formatted sql logicalFilePath:catalogs/triberspace/001-create-application-role.sql

--changeset schemuse:001-create-application-role splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The role the application logs in as a member of. Every right is granted to it.
-- On the way back: DROP ROLE takes memberships with it without a word, so a login that was granted the role keeps it.
-- (Liquibase joins the lines of a rollback block, so no comment can stand inside.)
DO $role$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'triberspace_app') THEN
        CREATE ROLE triberspace_app NOLOGIN;
    END IF;
EXCEPTION
    -- Roles belong to the whole cluster: another database may be making the same one now.
    WHEN duplicate_object OR unique_violation THEN
        NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'role "triberspace_app" does not exist, and "%" may not create roles', current_user
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Ask a superuser to run: CREATE ROLE triberspace_app NOLOGIN';
END
$role$;

/* liquibase rollback
DO $role$
BEGIN
    IF EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
        WHERE r.rolname = 'triberspace_app' AND m.member <> current_user::regrole
    ) THEN
        RAISE NOTICE 'role "triberspace_app" is kept: it has members';
    ELSE
        DROP ROLE IF EXISTS triberspace_app;
    END IF;
EXCEPTION
    WHEN dependent_objects_still_exist OR insufficient_privilege OR object_in_use THEN
        RAISE NOTICE 'role "triberspace_app" is kept: %', SQLERRM;
END
$role$;
*/
