--liquibase formatted sql logicalFilePath:catalogs/vibemuse/064-create-guard-triggers.sql

--changeset schemuse:064-create-guard-triggers
--comment: What a policy cannot compare or set, triggers do.
CREATE TRIGGER objects_guard BEFORE INSERT OR UPDATE ON objects
    FOR EACH ROW EXECUTE FUNCTION guard_objects();
CREATE TRIGGER users_guard_arrival BEFORE INSERT OR UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION guard_arrival();
CREATE TRIGGER channel_subscriptions_stamp BEFORE INSERT OR UPDATE ON channel_subscriptions
    FOR EACH ROW EXECUTE FUNCTION stamp_subscription();
CREATE TRIGGER messages_stamp BEFORE INSERT ON messages
    FOR EACH ROW EXECUTE FUNCTION stamp_message();

--rollback DROP TRIGGER messages_stamp ON messages;
--rollback DROP TRIGGER channel_subscriptions_stamp ON channel_subscriptions;
--rollback DROP TRIGGER users_guard_arrival ON users;
--rollback DROP TRIGGER objects_guard ON objects;
