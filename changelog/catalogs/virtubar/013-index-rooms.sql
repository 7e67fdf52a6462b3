--liquibase formatted sql logicalFilePath:catalogs/virtubar/013-index-rooms.sql

--changeset schemuse:013-index-rooms labels:phase1
--comment: Serves: rooms by region and theme, rooms of a user.
CREATE INDEX rooms_region_theme_idx ON rooms (region, theme);
CREATE INDEX rooms_created_by_idx ON rooms (created_by);

--rollback DROP INDEX rooms_created_by_idx;
--rollback DROP INDEX rooms_region_theme_idx;
