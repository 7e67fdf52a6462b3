--liquibase formatted sql logicalFilePath:catalogs/promptpal/032-protect-usage-tracking.sql

--changeset schemuse:032-protect-usage-tracking
--comment: Users work with their own events.
ALTER TABLE usage_tracking ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_tracking FORCE ROW LEVEL SECURITY;
GRANT SELECT ON usage_tracking TO promptpal_app;
GRANT INSERT ON usage_tracking TO promptpal_app;
GRANT UPDATE ON usage_tracking TO promptpal_app;
GRANT DELETE ON usage_tracking TO promptpal_app;
CREATE POLICY own_rows_select ON usage_tracking FOR SELECT TO promptpal_app
    USING (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_insert ON usage_tracking FOR INSERT TO promptpal_app
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_update ON usage_tracking FOR UPDATE TO promptpal_app
    USING (user_id = (SELECT current_user_id()))
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_delete ON usage_tracking FOR DELETE TO promptpal_app
    USING (user_id = (SELECT current_user_id()));

--rollback DROP POLICY own_rows_delete ON usage_tracking;
--rollback DROP POLICY own_rows_update ON usage_tracking;
--rollback DROP POLICY own_rows_insert ON usage_tracking;
--rollback DROP POLICY own_rows_select ON usage_tracking;
--rollback REVOKE DELETE ON usage_tracking FROM promptpal_app;
--rollback REVOKE UPDATE ON usage_tracking FROM promptpal_app;
--rollback REVOKE INSERT ON usage_tracking FROM promptpal_app;
--rollback REVOKE SELECT ON usage_tracking FROM promptpal_app;
--rollback ALTER TABLE usage_tracking NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE usage_tracking DISABLE ROW LEVEL SECURITY;
