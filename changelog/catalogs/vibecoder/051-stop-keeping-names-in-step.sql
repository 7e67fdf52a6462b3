--liquibase formatted sql logicalFilePath:catalogs/vibecoder/051-stop-keeping-names-in-step.sql

--changeset schemuse:051-stop-keeping-names-in-step splitStatements:false rollbackSplitStatements:false stripComments:false labels:optional,evolution,full-name-4
--comment: Rename of users.name, phase 4, switch: all code uses the new column. Refused while a name is not copied.
DO $switch$
BEGIN
    IF EXISTS (SELECT FROM users WHERE full_name IS DISTINCT FROM name) THEN
        RAISE EXCEPTION 'users.full_name differs from users.name in some rows'
            USING HINT = 'Copy the names first: UPDATE users SET full_name = name WHERE full_name IS DISTINCT FROM name';
    END IF;
    DROP TRIGGER users_keep_names_in_step ON users;
END
$switch$;

/* liquibase rollback
DO $switch$
BEGIN
    UPDATE users SET name = full_name WHERE name IS DISTINCT FROM full_name;
    CREATE TRIGGER users_keep_names_in_step BEFORE INSERT OR UPDATE ON users
        FOR EACH ROW EXECUTE FUNCTION keep_names_in_step();
END
$switch$;
*/
