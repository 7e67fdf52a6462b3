--liquibase formatted sql logicalFilePath:catalogs/promptpal/003-create-auth-users-stand-in.sql

--property name:auth.users.table value:auth_users

--changeset schemuse:003-create-auth-users-stand-in splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: On a plain server a table stands in for auth.users; where auth.users.table names the real one, nothing is made.
--validCheckSum: ANY
DO $standin$
BEGIN
    IF '${auth.users.table}' = 'auth_users' THEN
        CREATE TABLE auth_users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            email text,
            created_at timestamptz NOT NULL DEFAULT now()
        );
        COMMENT ON TABLE auth_users IS 'The people who sign in, where no identity service keeps them. Not for the application: only foreign keys refer to it.';
        COMMENT ON COLUMN auth_users.id IS 'Identity of the person.';
        COMMENT ON COLUMN auth_users.email IS 'E-mail address, if known.';
        COMMENT ON COLUMN auth_users.created_at IS 'When the row was made.';
    END IF;
END
$standin$;

--rollback DROP TABLE IF EXISTS auth_users;
