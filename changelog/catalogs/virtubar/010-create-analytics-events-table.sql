--liquibase formatted sql logicalFilePath:catalogs/virtubar/010-create-analytics-events-table.sql

--changeset schemuse:010-create-analytics-events-table labels:phase1
--comment: What happened, for counting.
CREATE TABLE analytics_events (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    event_type text NOT NULL
        CONSTRAINT analytics_events_event_type_known CHECK (event_type IN (
            'room_join', 'room_leave', 'profile_open', 'mute_user',
            'block_user', 'report_user', 'voice_active_seconds', 'session_duration'
        )),
    user_id uuid,
    room_id uuid,
    properties jsonb NOT NULL DEFAULT '{}',
    occurred_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT analytics_events_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE analytics_events IS 'Events for analytics, added and never changed; one partition a month.';
COMMENT ON COLUMN analytics_events.id IS 'Identity of the event.';
COMMENT ON COLUMN analytics_events.event_type IS 'What happened.';
COMMENT ON COLUMN analytics_events.user_id IS 'Who did it. No foreign key: events outlive the user.';
COMMENT ON COLUMN analytics_events.room_id IS 'Where. No foreign key: events outlive the room.';
COMMENT ON COLUMN analytics_events.properties IS 'Seconds, durations and the like.';
COMMENT ON COLUMN analytics_events.occurred_at IS 'When; it decides the partition.';

-- An event whose month has no partition yet is kept all the same.
CREATE TABLE analytics_events_default PARTITION OF analytics_events DEFAULT;
COMMENT ON TABLE analytics_events_default IS 'Events of months that have no partition; create_analytics_partitions moves them.';

--rollback DROP TABLE analytics_events;
