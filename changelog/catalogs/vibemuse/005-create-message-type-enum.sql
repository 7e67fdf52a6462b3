--liquibase formatted sql logicalFilePath:catalogs/vibemuse/005-create-message-type-enum.sql

--changeset schemuse:005-create-message-type-enum
--comment: The ways in which a message can be said.
CREATE TYPE message_type_enum AS ENUM ('say', 'pose', 'page', 'mail', 'channel', 'announce');
COMMENT ON TYPE message_type_enum IS 'How a message was said.';

--rollback DROP TYPE message_type_enum;
