--liquibase formatted sql logicalFilePath:catalogs/vibecoder/050-copy-names.sql

--changeset schemuse:050-copy-names splitStatements:false rollbackSplitStatements:false stripComments:false runInTransaction:false labels:optional,evolution,full-name-3
--comment: Rename of users.name, phase 3, copy: ten thousand rows a transaction, so that nobody waits long for a lock.
DO $copy$
DECLARE
    copied integer;
BEGIN
    LOOP
        UPDATE users SET full_name = name
        WHERE id IN (SELECT u.id FROM users u WHERE u.full_name IS NULL AND u.name IS NOT NULL LIMIT 10000);
        GET DIAGNOSTICS copied = ROW_COUNT;
        COMMIT;
        EXIT WHEN copied = 0;
    END LOOP;
END
$copy$;

--rollback empty
