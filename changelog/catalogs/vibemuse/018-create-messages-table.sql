--liquibase formatted sql logicalFilePath:catalogs/vibemuse/018-create-messages-table.sql

--changeset schemuse:018-create-messages-table
--comment: What was said.
CREATE TABLE messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    sender_id uuid CONSTRAINT messages_sender_id_fkey REFERENCES users (id) ON DELETE SET NULL,
    recipient_id uuid CONSTRAINT messages_recipient_id_fkey REFERENCES users (id) ON DELETE SET NULL,
    room_id uuid CONSTRAINT messages_room_id_fkey REFERENCES objects (id) ON DELETE SET NULL,
    channel_id uuid CONSTRAINT messages_channel_id_fkey REFERENCES channels (id) ON DELETE SET NULL,
    message_type message_type_enum NOT NULL,
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    read_at timestamptz,
    metadata jsonb NOT NULL DEFAULT '{}',
    position integer,
    audience_until timestamptz
);
COMMENT ON TABLE messages IS 'Communication history: speech, pages, mail and channel traffic.';
COMMENT ON COLUMN messages.id IS 'Identity of the message.';
COMMENT ON COLUMN messages.sender_id IS 'Who said it; NULL once that user is gone.';
COMMENT ON COLUMN messages.recipient_id IS 'Whom it was said to, if one user.';
COMMENT ON COLUMN messages.room_id IS 'The room it was said in.';
COMMENT ON COLUMN messages.channel_id IS 'The channel it was said on.';
COMMENT ON COLUMN messages.message_type IS 'How it was said.';
COMMENT ON COLUMN messages.content IS 'The words.';
COMMENT ON COLUMN messages.created_at IS 'When it was said; 1970 for legacy mail without a date.';
COMMENT ON COLUMN messages.read_at IS 'When the recipient read it, NULL while unread; of legacy mail that is read without a date, when it was sent.';
COMMENT ON COLUMN messages.metadata IS 'Anything else known about it, such as the flags of legacy mail.';
COMMENT ON COLUMN messages.position IS 'Place in the mail section of the dump, from 0.';
COMMENT ON COLUMN messages.audience_until IS 'Users who came to its room or joined its channel before this time can read it: the time it was said, or infinity where the history is open. Set by a trigger.';

--rollback DROP TABLE messages;
