--liquibase formatted sql logicalFilePath:catalogs/promptpal/010-create-module-options-table.sql

--changeset schemuse:010-create-module-options-table
--comment: The texts a module can have.
CREATE TABLE module_options (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    module_id uuid NOT NULL
        CONSTRAINT module_options_module_id_fkey REFERENCES modules (id) ON DELETE CASCADE,
    content text NOT NULL
        CONSTRAINT module_options_content_not_blank CHECK (content ~ '[^[:space:]]'),
    is_default boolean NOT NULL DEFAULT false,
    metadata jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid
);
COMMENT ON TABLE module_options IS 'Options: the texts to choose from for a module.';
COMMENT ON COLUMN module_options.id IS 'Identity of the option.';
COMMENT ON COLUMN module_options.module_id IS 'The module it is an option of; who owns its prompt owns this.';
COMMENT ON COLUMN module_options.content IS 'The text.';
COMMENT ON COLUMN module_options.is_default IS 'Whether it is chosen where nothing is.';
COMMENT ON COLUMN module_options.metadata IS 'What the application keeps about the option.';
COMMENT ON COLUMN module_options.created_at IS 'When the row was made.';
COMMENT ON COLUMN module_options.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN module_options.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN module_options.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN module_options.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE module_options;
