--liquibase formatted sql logicalFilePath:catalogs/vibemuse/016-create-channels-table.sql

--changeset schemuse:016-create-channels-table
--comment: Lines that many users talk on.
CREATE TABLE channels (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL CONSTRAINT channels_name_key UNIQUE
        CONSTRAINT channels_name_not_blank CHECK (name ~ '[^[:space:]]'),
    owner_id uuid CONSTRAINT channels_owner_id_fkey REFERENCES users (id) ON DELETE SET NULL,
    object_id uuid CONSTRAINT channels_object_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    closed boolean NOT NULL DEFAULT false,
    history_open boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE channels IS 'Channels: lines that many users talk on.';
COMMENT ON COLUMN channels.id IS 'Identity of the channel.';
COMMENT ON COLUMN channels.name IS 'Name of the channel.';
COMMENT ON COLUMN channels.owner_id IS 'The user who owns it.';
COMMENT ON COLUMN channels.object_id IS 'The object that carries it, if any.';
COMMENT ON COLUMN channels.created_at IS 'When the row was made.';
COMMENT ON COLUMN channels.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN channels.closed IS 'Whether joining needs an invitation: a subscription with active = false that the owner inserts.';
COMMENT ON COLUMN channels.history_open IS 'Whether what is said on this channel from now on can be read by users who join later.';

--rollback DROP TABLE channels;
