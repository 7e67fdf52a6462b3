--liquibase formatted sql logicalFilePath:catalogs/promptpal/016-index-prompts.sql

--changeset schemuse:016-index-prompts
--comment: Serves: prompts of a user that live, those in a folder, and prompts by time.
CREATE INDEX prompts_user_id_deleted_at_idx ON prompts (user_id, deleted_at);
CREATE INDEX prompts_folder_id_idx ON prompts (folder_id);
CREATE INDEX prompts_created_at_idx ON prompts (created_at);
CREATE INDEX prompts_updated_at_idx ON prompts (updated_at);
CREATE INDEX prompts_deleted_at_idx ON prompts (deleted_at);

--rollback DROP INDEX prompts_deleted_at_idx;
--rollback DROP INDEX prompts_updated_at_idx;
--rollback DROP INDEX prompts_created_at_idx;
--rollback DROP INDEX prompts_folder_id_idx;
--rollback DROP INDEX prompts_user_id_deleted_at_idx;
