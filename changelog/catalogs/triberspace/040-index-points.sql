--liquibase formatted sql logicalFilePath:catalogs/triberspace/040-index-points.sql

--changeset schemuse:040-index-points
--comment: Serves: packages of a creator, purchases and movements by user, creator, state and time.
CREATE INDEX points_packages_creator_id_idx ON points_packages (creator_id);
CREATE INDEX points_packages_is_active_idx ON points_packages (is_active);
CREATE INDEX points_purchases_user_id_idx ON points_purchases (user_id);
CREATE INDEX points_purchases_creator_id_idx ON points_purchases (creator_id);
CREATE INDEX points_purchases_package_id_idx ON points_purchases (package_id);
CREATE INDEX points_purchases_status_idx ON points_purchases (status);
CREATE INDEX point_balances_creator_id_idx ON point_balances (creator_id);
CREATE INDEX point_transactions_user_id_creator_id_idx ON point_transactions (user_id, creator_id);
CREATE INDEX point_transactions_creator_id_idx ON point_transactions (creator_id);
CREATE INDEX point_transactions_type_idx ON point_transactions (type);
CREATE INDEX point_transactions_created_at_idx ON point_transactions (created_at);

--rollback DROP INDEX point_transactions_created_at_idx;
--rollback DROP INDEX point_transactions_type_idx;
--rollback DROP INDEX point_transactions_creator_id_idx;
--rollback DROP INDEX point_transactions_user_id_creator_id_idx;
--rollback DROP INDEX point_balances_creator_id_idx;
--rollback DROP INDEX points_purchases_status_idx;
--rollback DROP INDEX points_purchases_package_id_idx;
--rollback DROP INDEX points_purchases_creator_id_idx;
--rollback DROP INDEX points_purchases_user_id_idx;
--rollback DROP INDEX points_packages_is_active_idx;
--rollback DROP INDEX points_packages_creator_id_idx;
