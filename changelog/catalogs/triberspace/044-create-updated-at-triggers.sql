--liquibase formatted sql logicalFilePath:catalogs/triberspace/044-create-updated-at-triggers.sql

--changeset schemuse:044-create-updated-at-triggers
--comment: Every table with updated_at or last_updated keeps it by a trigger.
CREATE TRIGGER user_set_updated_at BEFORE UPDATE ON "user"
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER session_set_updated_at BEFORE UPDATE ON session
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER account_set_updated_at BEFORE UPDATE ON account
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER verification_set_updated_at BEFORE UPDATE ON verification
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER creators_set_updated_at BEFORE UPDATE ON creators
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER user_avatars_set_updated_at BEFORE UPDATE ON user_avatars
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER creator_stores_set_updated_at BEFORE UPDATE ON creator_stores
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER products_set_updated_at BEFORE UPDATE ON products
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER orders_set_updated_at BEFORE UPDATE ON orders
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER point_balances_set_last_updated BEFORE UPDATE ON point_balances
    FOR EACH ROW EXECUTE FUNCTION set_last_updated();

--rollback DROP TRIGGER point_balances_set_last_updated ON point_balances;
--rollback DROP TRIGGER orders_set_updated_at ON orders;
--rollback DROP TRIGGER products_set_updated_at ON products;
--rollback DROP TRIGGER creator_stores_set_updated_at ON creator_stores;
--rollback DROP TRIGGER user_avatars_set_updated_at ON user_avatars;
--rollback DROP TRIGGER creators_set_updated_at ON creators;
--rollback DROP TRIGGER verification_set_updated_at ON verification;
--rollback DROP TRIGGER account_set_updated_at ON account;
--rollback DROP TRIGGER session_set_updated_at ON session;
--rollback DROP TRIGGER user_set_updated_at ON "user";
