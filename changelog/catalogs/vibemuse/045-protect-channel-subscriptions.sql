--liquibase formatted sql logicalFilePath:catalogs/vibemuse/045-protect-channel-subscriptions.sql

--changeset schemuse:045-protect-channel-subscriptions
--comment: Users keep their own subscriptions; the owner of a channel sees who listens, invites and removes listeners.
ALTER TABLE channel_subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE channel_subscriptions FORCE ROW LEVEL SECURITY;
GRANT SELECT ON channel_subscriptions TO vibemuse_app;
GRANT INSERT (id, channel_id, user_id, alias, active, position) ON channel_subscriptions TO vibemuse_app;
GRANT UPDATE (alias, active, position) ON channel_subscriptions TO vibemuse_app;
GRANT DELETE ON channel_subscriptions TO vibemuse_app;
-- What admins may do comes as a range of ids, all or none: PostgreSQL asks a condition that names no column about each row,
-- but looks a range up in the key, so that others do not pay for rows that are not theirs.
CREATE POLICY own_or_channel_owner_reads ON channel_subscriptions FOR SELECT TO vibemuse_app
    USING (user_id = (SELECT current_user_id())
        OR channel_id = ANY (ARRAY(SELECT c.id FROM channels c WHERE c.owner_id = (SELECT current_user_id())))
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));
CREATE POLICY own_inserts ON channel_subscriptions FOR INSERT TO vibemuse_app
    WITH CHECK (user_id = (SELECT current_user_id()) AND EXISTS (
        SELECT FROM channels c WHERE c.id = channel_subscriptions.channel_id AND (NOT c.closed OR c.owner_id = (SELECT current_user_id()))
    ));
CREATE POLICY channel_owner_invites ON channel_subscriptions FOR INSERT TO vibemuse_app
    WITH CHECK (NOT active AND EXISTS (
        SELECT FROM channels c WHERE c.id = channel_subscriptions.channel_id AND c.owner_id = (SELECT current_user_id())
    ));
CREATE POLICY own_updates ON channel_subscriptions FOR UPDATE TO vibemuse_app
    USING (user_id = (SELECT current_user_id()))
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_or_channel_owner_or_admin_deletes ON channel_subscriptions FOR DELETE TO vibemuse_app
    USING (user_id = (SELECT current_user_id())
        OR channel_id = ANY (ARRAY(SELECT c.id FROM channels c WHERE c.owner_id = (SELECT current_user_id())))
        OR id BETWEEN (SELECT '00000000-0000-0000-0000-000000000000'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin')
            AND (SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid FROM users u WHERE u.id = (SELECT current_user_id()) AND u.user_class >= 'admin'));

--rollback DROP POLICY own_or_channel_owner_or_admin_deletes ON channel_subscriptions;
--rollback DROP POLICY own_updates ON channel_subscriptions;
--rollback DROP POLICY channel_owner_invites ON channel_subscriptions;
--rollback DROP POLICY own_inserts ON channel_subscriptions;
--rollback DROP POLICY own_or_channel_owner_reads ON channel_subscriptions;
--rollback REVOKE DELETE ON channel_subscriptions FROM vibemuse_app;
--rollback REVOKE UPDATE (alias, active, position) ON channel_subscriptions FROM vibemuse_app;
--rollback REVOKE INSERT (id, channel_id, user_id, alias, active, position) ON channel_subscriptions FROM vibemuse_app;
--rollback REVOKE SELECT ON channel_subscriptions FROM vibemuse_app;
--rollback ALTER TABLE channel_subscriptions NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE channel_subscriptions DISABLE ROW LEVEL SECURITY;
