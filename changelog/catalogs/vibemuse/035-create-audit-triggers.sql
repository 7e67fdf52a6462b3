--liquibase formatted sql logicalFilePath:catalogs/vibemuse/035-create-audit-triggers.sql

--changeset schemuse:035-create-audit-triggers
--comment: Every change to the world is written to the audit trail.
CREATE TRIGGER users_audit AFTER INSERT OR UPDATE OR DELETE ON users
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER objects_audit AFTER INSERT OR UPDATE OR DELETE ON objects
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER attribute_definitions_audit AFTER INSERT OR UPDATE OR DELETE ON attribute_definitions
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER attributes_audit AFTER INSERT OR UPDATE OR DELETE ON attributes
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER object_parents_audit AFTER INSERT OR UPDATE OR DELETE ON object_parents
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER power_grants_audit AFTER INSERT OR UPDATE OR DELETE ON power_grants
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER channels_audit AFTER INSERT OR UPDATE OR DELETE ON channels
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER channel_subscriptions_audit AFTER INSERT OR UPDATE OR DELETE ON channel_subscriptions
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER messages_audit AFTER INSERT OR UPDATE OR DELETE ON messages
    FOR EACH ROW EXECUTE FUNCTION audit_change();
CREATE TRIGGER sessions_audit AFTER INSERT OR UPDATE OR DELETE ON sessions
    FOR EACH ROW EXECUTE FUNCTION audit_change();

--rollback DROP TRIGGER sessions_audit ON sessions;
--rollback DROP TRIGGER messages_audit ON messages;
--rollback DROP TRIGGER channel_subscriptions_audit ON channel_subscriptions;
--rollback DROP TRIGGER channels_audit ON channels;
--rollback DROP TRIGGER power_grants_audit ON power_grants;
--rollback DROP TRIGGER object_parents_audit ON object_parents;
--rollback DROP TRIGGER attributes_audit ON attributes;
--rollback DROP TRIGGER attribute_definitions_audit ON attribute_definitions;
--rollback DROP TRIGGER objects_audit ON objects;
--rollback DROP TRIGGER users_audit ON users;
