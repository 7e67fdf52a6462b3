--liquibase formatted sql logicalFilePath:catalogs/vibemuse/050-let-admins-read-the-import-ledger.sql

--changeset schemuse:050-let-admins-read-the-import-ledger
--comment: Admins and directors read the imports, but not what rows were before.
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
GRANT SELECT ON import_runs TO vibemuse_app;
CREATE POLICY admin_reads ON import_runs FOR SELECT TO vibemuse_app
    USING (id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
GRANT SELECT ON import_batches TO vibemuse_app;
CREATE POLICY admin_reads ON import_batches FOR SELECT TO vibemuse_app
    USING (run_id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
GRANT SELECT ON import_findings TO vibemuse_app;
CREATE POLICY admin_reads ON import_findings FOR SELECT TO vibemuse_app
    USING (run_id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
GRANT SELECT ON import_deferred_objects TO vibemuse_app;
CREATE POLICY admin_reads ON import_deferred_objects FOR SELECT TO vibemuse_app
    USING (run_id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));

--rollback DROP POLICY admin_reads ON import_deferred_objects;
--rollback REVOKE SELECT ON import_deferred_objects FROM vibemuse_app;
--rollback DROP POLICY admin_reads ON import_findings;
--rollback REVOKE SELECT ON import_findings FROM vibemuse_app;
--rollback DROP POLICY admin_reads ON import_batches;
--rollback REVOKE SELECT ON import_batches FROM vibemuse_app;
--rollback DROP POLICY admin_reads ON import_runs;
--rollback REVOKE SELECT ON import_runs FROM vibemuse_app;
