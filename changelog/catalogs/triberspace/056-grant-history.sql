--liquibase formatted sql logicalFilePath:catalogs/triberspace/056-grant-history.sql

--changeset schemuse:056-grant-history
--comment: The application adds to history and goes on with it, but deletes none; points move through apply_points only.
GRANT SELECT, INSERT, UPDATE ON points_purchases, orders, order_items, event_attendance TO triberspace_app;
GRANT SELECT ON point_balances, point_transactions TO triberspace_app;

--rollback REVOKE SELECT ON point_balances, point_transactions FROM triberspace_app;
--rollback REVOKE SELECT, INSERT, UPDATE ON points_purchases, orders, order_items, event_attendance FROM triberspace_app;
