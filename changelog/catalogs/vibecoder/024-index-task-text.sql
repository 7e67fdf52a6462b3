--liquibase formatted sql logicalFilePath:catalogs/vibecoder/024-index-task-text.sql

--changeset schemuse:024-index-task-text
--comment: Serves: search by the words of title and description. A missing description must not make the whole text NULL.
CREATE INDEX tasks_text_search_idx ON tasks
    USING gin (to_tsvector('english', title || ' ' || coalesce(description, '')));

--rollback DROP INDEX tasks_text_search_idx;
