--liquibase formatted sql logicalFilePath:catalogs/vibemuse/004-create-object-type-enum.sql

--changeset schemuse:004-create-object-type-enum
--comment: The kinds of objects of a world.
CREATE TYPE object_type_enum AS ENUM ('room', 'thing', 'exit', 'player');
COMMENT ON TYPE object_type_enum IS 'Kind of an object. A player is also a row of users.';

--rollback DROP TYPE object_type_enum;
