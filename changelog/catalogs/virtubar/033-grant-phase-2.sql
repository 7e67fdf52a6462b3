--liquibase formatted sql logicalFilePath:catalogs/virtubar/033-grant-phase-2.sql

--changeset schemuse:033-grant-phase-2 labels:phase2
--comment: The application works on friendships and what people own; it takes no item out of the shop.
GRANT SELECT, INSERT, UPDATE, DELETE ON friendships, user_inventory TO virtubar_app;
GRANT SELECT, INSERT, UPDATE ON inventory_items TO virtubar_app;

--rollback REVOKE SELECT, INSERT, UPDATE ON inventory_items FROM virtubar_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON friendships, user_inventory FROM virtubar_app;
