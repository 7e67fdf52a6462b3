--liquibase formatted sql logicalFilePath:catalogs/promptpal/021-index-usage-tracking.sql

--changeset schemuse:021-index-usage-tracking
--comment: Serves: what a user did lately, what was done with a prompt, and events by time and by action.
CREATE INDEX usage_tracking_user_id_created_at_idx ON usage_tracking (user_id, created_at);
CREATE INDEX usage_tracking_prompt_id_idx ON usage_tracking (prompt_id);
CREATE INDEX usage_tracking_created_at_idx ON usage_tracking (created_at);
CREATE INDEX usage_tracking_updated_at_idx ON usage_tracking (updated_at);
CREATE INDEX usage_tracking_action_idx ON usage_tracking (action);

--rollback DROP INDEX usage_tracking_action_idx;
--rollback DROP INDEX usage_tracking_updated_at_idx;
--rollback DROP INDEX usage_tracking_created_at_idx;
--rollback DROP INDEX usage_tracking_prompt_id_idx;
--rollback DROP INDEX usage_tracking_user_id_created_at_idx;
