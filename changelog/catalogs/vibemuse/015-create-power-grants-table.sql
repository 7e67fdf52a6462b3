--liquibase formatted sql logicalFilePath:catalogs/vibemuse/015-create-power-grants-table.sql

--changeset schemuse:015-create-power-grants-table
--comment: Which user holds which power, and how far it reaches.
CREATE TABLE power_grants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL CONSTRAINT power_grants_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    power text NOT NULL
        CONSTRAINT power_grants_power_not_blank CHECK (power ~ '[^[:space:]]'),
    level power_level_enum NOT NULL DEFAULT 'yes',
    position integer,
    CONSTRAINT power_grants_user_id_power_key UNIQUE (user_id, power)
);
COMMENT ON TABLE power_grants IS 'One row for each power of a user; users.powers lists the same, levels included.';
COMMENT ON COLUMN power_grants.id IS 'Identity of the grant.';
COMMENT ON COLUMN power_grants.user_id IS 'The user who holds the power.';
COMMENT ON COLUMN power_grants.power IS 'Name of the power.';
COMMENT ON COLUMN power_grants.level IS 'Over whom it works.';
COMMENT ON COLUMN power_grants.position IS 'Place among the powers of the user, from 0, as the dump had it.';

--rollback DROP TABLE power_grants;
