--liquibase formatted sql logicalFilePath:catalogs/vibemuse/006-create-power-level-enum.sql

--changeset schemuse:006-create-power-level-enum
--comment: How far a granted power reaches.
CREATE TYPE power_level_enum AS ENUM ('yes-if-less', 'yes-if-equal', 'yes');
COMMENT ON TYPE power_level_enum IS 'Over whom a power works: users of a lower class, of a lower or equal class, everybody.';

--rollback DROP TYPE power_level_enum;
