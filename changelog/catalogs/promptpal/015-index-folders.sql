--liquibase formatted sql logicalFilePath:catalogs/promptpal/015-index-folders.sql

--changeset schemuse:015-index-folders
--comment: Serves: folders of a user that live, and folders by time; frees the name of a deleted folder.
CREATE INDEX folders_user_id_deleted_at_idx ON folders (user_id, deleted_at);
CREATE INDEX folders_created_at_idx ON folders (created_at);
CREATE INDEX folders_updated_at_idx ON folders (updated_at);
CREATE INDEX folders_deleted_at_idx ON folders (deleted_at);
CREATE UNIQUE INDEX folders_user_id_name_key ON folders (user_id, name) WHERE deleted_at IS NULL;

--rollback DROP INDEX folders_user_id_name_key;
--rollback DROP INDEX folders_deleted_at_idx;
--rollback DROP INDEX folders_updated_at_idx;
--rollback DROP INDEX folders_created_at_idx;
--rollback DROP INDEX folders_user_id_deleted_at_idx;
