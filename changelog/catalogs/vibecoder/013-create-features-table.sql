--liquibase formatted sql logicalFilePath:catalogs/vibecoder/013-create-features-table.sql

--changeset schemuse:013-create-features-table
--comment: What plans can contain; the same for all.
CREATE TABLE features (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL
        CONSTRAINT features_name_not_blank CHECK (name ~ '[^[:space:]]'),
    description text,
    code text NOT NULL CONSTRAINT features_code_key UNIQUE
        CONSTRAINT features_code_not_blank CHECK (code ~ '[^[:space:]]'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE features IS 'Features of the platform that plans contain.';
COMMENT ON COLUMN features.id IS 'Identity of the feature.';
COMMENT ON COLUMN features.name IS 'Name of the feature.';
COMMENT ON COLUMN features.description IS 'What it does, for people.';
COMMENT ON COLUMN features.code IS 'What the application asks for when it checks the feature.';
COMMENT ON COLUMN features.created_at IS 'When the row was made.';
COMMENT ON COLUMN features.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE features;
