--liquibase formatted sql logicalFilePath:catalogs/triberspace/010-create-verification-table.sql

--changeset schemuse:010-create-verification-table
--comment: Codes that prove an address.
CREATE TABLE verification (
    id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    identifier text NOT NULL,
    value text NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE verification IS 'Codes that are sent out and must come back.';
COMMENT ON COLUMN verification.id IS 'Identity of the code.';
COMMENT ON COLUMN verification.identifier IS 'What is to be proved, such as an e-mail address.';
COMMENT ON COLUMN verification.value IS 'The code.';
COMMENT ON COLUMN verification.expires_at IS 'Until when it counts.';
COMMENT ON COLUMN verification.created_at IS 'When the row was made.';
COMMENT ON COLUMN verification.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE verification;
