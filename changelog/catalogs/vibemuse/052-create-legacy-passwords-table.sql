--liquibase formatted sql logicalFilePath:catalogs/vibemuse/052-create-legacy-passwords-table.sql

--changeset schemuse:052-create-legacy-passwords-table
--comment: Raw legacy passwords, for those who ask an import to keep them.
CREATE TABLE legacy_passwords (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    dbref integer NOT NULL,
    position integer NOT NULL,
    password text NOT NULL,
    CONSTRAINT legacy_passwords_dbref_position_key UNIQUE (dbref, position)
);
COMMENT ON TABLE legacy_passwords IS 'Passwords as the dump had them, so that an export is the dump again; empty unless an import ran with --passwords keep.';
COMMENT ON COLUMN legacy_passwords.id IS 'Identity of the row.';
COMMENT ON COLUMN legacy_passwords.dbref IS 'Number of the object in the dump.';
COMMENT ON COLUMN legacy_passwords.position IS 'Place among the attributes of the object, from 0.';
COMMENT ON COLUMN legacy_passwords.password IS 'The raw value: a password in clear, or a crypt() value.';

--rollback DROP TABLE legacy_passwords;
