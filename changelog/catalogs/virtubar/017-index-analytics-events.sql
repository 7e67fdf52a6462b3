--liquibase formatted sql logicalFilePath:catalogs/virtubar/017-index-analytics-events.sql

--changeset schemuse:017-index-analytics-events labels:phase1
--comment: Serves: events of a kind in a time.
CREATE INDEX analytics_events_event_type_occurred_at_idx ON analytics_events (event_type, occurred_at);

--rollback DROP INDEX analytics_events_event_type_occurred_at_idx;
