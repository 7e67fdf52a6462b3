--liquibase formatted sql logicalFilePath:catalogs/triberspace/068-keep-snapshots.sql

--changeset schemuse:068-keep-snapshots
--comment: Buyers and visitors see what it was, also when the creator, the product or the event is gone.
CREATE TRIGGER points_purchases_keep_creator_snapshot BEFORE INSERT OR UPDATE ON points_purchases
    FOR EACH ROW EXECUTE FUNCTION keep_creator_snapshot();
CREATE TRIGGER points_purchases_keep_package_snapshot BEFORE INSERT OR UPDATE ON points_purchases
    FOR EACH ROW EXECUTE FUNCTION keep_package_snapshot();
CREATE TRIGGER point_transactions_keep_creator_snapshot BEFORE INSERT ON point_transactions
    FOR EACH ROW EXECUTE FUNCTION keep_creator_snapshot();
CREATE TRIGGER orders_keep_creator_snapshot BEFORE INSERT OR UPDATE ON orders
    FOR EACH ROW EXECUTE FUNCTION keep_creator_snapshot();
CREATE TRIGGER order_items_keep_product_snapshot BEFORE INSERT OR UPDATE ON order_items
    FOR EACH ROW EXECUTE FUNCTION keep_product_snapshot();
CREATE TRIGGER user_inventory_keep_product_snapshot BEFORE INSERT OR UPDATE ON user_inventory
    FOR EACH ROW EXECUTE FUNCTION keep_product_snapshot();
CREATE TRIGGER event_attendance_keep_event_snapshot BEFORE INSERT OR UPDATE ON event_attendance
    FOR EACH ROW EXECUTE FUNCTION keep_event_snapshot();

--rollback DROP TRIGGER event_attendance_keep_event_snapshot ON event_attendance;
--rollback DROP TRIGGER user_inventory_keep_product_snapshot ON user_inventory;
--rollback DROP TRIGGER order_items_keep_product_snapshot ON order_items;
--rollback DROP TRIGGER orders_keep_creator_snapshot ON orders;
--rollback DROP TRIGGER point_transactions_keep_creator_snapshot ON point_transactions;
--rollback DROP TRIGGER points_purchases_keep_package_snapshot ON points_purchases;
--rollback DROP TRIGGER points_purchases_keep_creator_snapshot ON points_purchases;
