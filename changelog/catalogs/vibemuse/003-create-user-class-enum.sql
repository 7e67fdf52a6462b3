--liquibase formatted sql logicalFilePath:catalogs/vibemuse/003-create-user-class-enum.sql

--changeset schemuse:003-create-user-class-enum
--comment: The classes of users; the order of declaration is the hierarchy.
CREATE TYPE user_class_enum AS ENUM (
    'guest', 'visitor', 'group', 'citizen', 'pcitizen', 'guide', 'official', 'builder', 'admin', 'director'
);
COMMENT ON TYPE user_class_enum IS 'Class of a user. Classes compare in this order, lowest first.';

--rollback DROP TYPE user_class_enum;
