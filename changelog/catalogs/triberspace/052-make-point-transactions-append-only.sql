--liquibase formatted sql logicalFilePath:catalogs/triberspace/052-make-point-transactions-append-only.sql

--changeset schemuse:052-make-point-transactions-append-only
--comment: Movements of points are added, never changed.
CREATE TRIGGER point_transactions_append_only BEFORE UPDATE ON point_transactions
    FOR EACH ROW EXECUTE FUNCTION refuse_transaction_rewrite();
CREATE TRIGGER point_transactions_keep_rows BEFORE DELETE OR TRUNCATE ON point_transactions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_transaction_rewrite();

--rollback DROP TRIGGER point_transactions_keep_rows ON point_transactions;
--rollback DROP TRIGGER point_transactions_append_only ON point_transactions;
