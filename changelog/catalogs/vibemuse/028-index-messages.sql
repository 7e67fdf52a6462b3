--liquibase formatted sql logicalFilePath:catalogs/vibemuse/028-index-messages.sql

--changeset schemuse:028-index-messages
--comment: Serves: messages by sender, recipient, room, channel, time and type. Room and channel have the time behind them until which users hear.
CREATE INDEX messages_sender_id_idx ON messages (sender_id);
CREATE INDEX messages_recipient_id_idx ON messages (recipient_id);
CREATE INDEX messages_room_id_idx ON messages (room_id, audience_until);
CREATE INDEX messages_channel_id_idx ON messages (channel_id, audience_until);
CREATE INDEX messages_created_at_idx ON messages (created_at);
CREATE INDEX messages_message_type_idx ON messages (message_type);

--rollback DROP INDEX messages_message_type_idx;
--rollback DROP INDEX messages_created_at_idx;
--rollback DROP INDEX messages_channel_id_idx;
--rollback DROP INDEX messages_room_id_idx;
--rollback DROP INDEX messages_recipient_id_idx;
--rollback DROP INDEX messages_sender_id_idx;
