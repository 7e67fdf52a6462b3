--liquibase formatted sql logicalFilePath:catalogs/promptpal/011-create-variables-table.sql

--changeset schemuse:011-create-variables-table splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The gaps in a prompt.
CREATE TABLE variables (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    prompt_id uuid NOT NULL
        CONSTRAINT variables_prompt_id_fkey REFERENCES prompts (id) ON DELETE CASCADE,
    name varchar(255) NOT NULL
        CONSTRAINT variables_name_valid CHECK (name ~ '^[A-Za-z0-9_]+$'),
    type varchar(50) NOT NULL DEFAULT 'text'
        CONSTRAINT variables_type_known CHECK (type IN ('text', 'number', 'date', 'select', 'multiline')),
    config jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid
);
COMMENT ON TABLE variables IS 'Variables: the gaps in a prompt that are filled when it is used.';
COMMENT ON COLUMN variables.id IS 'Identity of the variable.';
COMMENT ON COLUMN variables.prompt_id IS 'The prompt it is a gap in; who owns that owns this.';
COMMENT ON COLUMN variables.name IS 'Name, of letters, digits and underscores; unique among the variables of the prompt that live.';
COMMENT ON COLUMN variables.type IS 'What may be filled in.';
COMMENT ON COLUMN variables.config IS 'What the application needs for the type, such as the choices of a select.';
COMMENT ON COLUMN variables.created_at IS 'When the row was made.';
COMMENT ON COLUMN variables.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN variables.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN variables.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN variables.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE variables;
