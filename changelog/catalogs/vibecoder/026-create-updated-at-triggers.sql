--liquibase formatted sql logicalFilePath:catalogs/vibecoder/026-create-updated-at-triggers.sql

--changeset schemuse:026-create-updated-at-triggers
--comment: Every table with updated_at keeps it by a trigger.
CREATE TRIGGER organizations_set_updated_at BEFORE UPDATE ON organizations
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER users_set_updated_at BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER user_profiles_set_updated_at BEFORE UPDATE ON user_profiles
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER subscription_plans_set_updated_at BEFORE UPDATE ON subscription_plans
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER subscriptions_set_updated_at BEFORE UPDATE ON subscriptions
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER features_set_updated_at BEFORE UPDATE ON features
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER plan_features_set_updated_at BEFORE UPDATE ON plan_features
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER projects_set_updated_at BEFORE UPDATE ON projects
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER tasks_set_updated_at BEFORE UPDATE ON tasks
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER comments_set_updated_at BEFORE UPDATE ON comments
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

--rollback DROP TRIGGER comments_set_updated_at ON comments;
--rollback DROP TRIGGER tasks_set_updated_at ON tasks;
--rollback DROP TRIGGER projects_set_updated_at ON projects;
--rollback DROP TRIGGER plan_features_set_updated_at ON plan_features;
--rollback DROP TRIGGER features_set_updated_at ON features;
--rollback DROP TRIGGER subscriptions_set_updated_at ON subscriptions;
--rollback DROP TRIGGER subscription_plans_set_updated_at ON subscription_plans;
--rollback DROP TRIGGER user_profiles_set_updated_at ON user_profiles;
--rollback DROP TRIGGER users_set_updated_at ON users;
--rollback DROP TRIGGER organizations_set_updated_at ON organizations;
