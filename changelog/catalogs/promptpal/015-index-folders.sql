--liquibase formatted sql logicalFilePath:catalogs/promptpal/015-index-folders.sql

--changeset schemuse:015-index-folders
--comment: Serves: live folders of a user, and folders by time. The key lets one live folder have a name, frees it when the folder is deleted softly, and is one that ON CONFLICT (user_id, name, deleted_at) can name.
CREATE INDEX folders_user_id_deleted_at_idx ON folders (user_id, deleted_at);
CREATE INDEX folders_created_at_idx ON folders (created_at);
CREATE INDEX folders_updated_at_idx ON folders (updated_at);
CREATE INDEX folders_deleted_at_idx ON folders (deleted_at);
ALTER TABLE folders
    ADD CONSTRAINT folders_user_id_name_deleted_at_key UNIQUE NULLS NOT DISTINCT (user_id, name, deleted_at);

--rollback ALTER TABLE folders DROP CONSTRAINT folders_user_id_name_deleted_at_key;
--rollback DROP INDEX folders_deleted_at_idx;
--rollback DROP INDEX folders_updated_at_idx;
--rollback DROP INDEX folders_created_at_idx;
--rollback DROP INDEX folders_user_id_deleted_at_idx;
