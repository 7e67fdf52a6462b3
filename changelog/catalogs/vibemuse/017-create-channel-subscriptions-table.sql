--liquibase formatted sql logicalFilePath:catalogs/vibemuse/017-create-channel-subscriptions-table.sql

--changeset schemuse:017-create-channel-subscriptions-table
--comment: Who listens to which channel.
CREATE TABLE channel_subscriptions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    channel_id uuid NOT NULL CONSTRAINT channel_subscriptions_channel_id_fkey REFERENCES channels (id) ON DELETE CASCADE,
    user_id uuid NOT NULL CONSTRAINT channel_subscriptions_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    alias text,
    active boolean NOT NULL DEFAULT true,
    position integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    joined_at timestamptz,
    CONSTRAINT channel_subscriptions_channel_id_user_id_key UNIQUE (channel_id, user_id)
);
COMMENT ON TABLE channel_subscriptions IS 'Who listens to which channel.';
COMMENT ON COLUMN channel_subscriptions.id IS 'Identity of the subscription.';
COMMENT ON COLUMN channel_subscriptions.channel_id IS 'The channel.';
COMMENT ON COLUMN channel_subscriptions.user_id IS 'The user who listens.';
COMMENT ON COLUMN channel_subscriptions.alias IS 'The name the user calls the channel by.';
COMMENT ON COLUMN channel_subscriptions.active IS 'False while the user has it switched off, or has not accepted an invitation.';
COMMENT ON COLUMN channel_subscriptions.position IS 'Place among the channels of the user, from 0, as the dump had it.';
COMMENT ON COLUMN channel_subscriptions.created_at IS 'When the row was made.';
COMMENT ON COLUMN channel_subscriptions.joined_at IS 'When the user joined or last switched the channel on, kept by a trigger; they hear what is said from then on. NULL: they listened when the world was imported.';

--rollback DROP TABLE channel_subscriptions;
