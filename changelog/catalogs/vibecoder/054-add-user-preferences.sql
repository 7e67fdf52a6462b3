--liquibase formatted sql logicalFilePath:catalogs/vibecoder/054-add-user-preferences.sql

--changeset schemuse:054-add-user-preferences labels:optional,evolution,user-preferences
--comment: A safe addition: a column with a constant default rewrites no row.
ALTER TABLE users ADD COLUMN preferences jsonb DEFAULT '{}';
COMMENT ON COLUMN users.preferences IS 'What the person prefers, as the application understands it.';

--rollback ALTER TABLE users DROP COLUMN preferences;
