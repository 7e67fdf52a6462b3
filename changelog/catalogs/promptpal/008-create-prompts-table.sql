--liquibase formatted sql logicalFilePath:catalogs/promptpal/008-create-prompts-table.sql

--changeset schemuse:008-create-prompts-table
--comment: What users write.
CREATE TABLE prompts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    folder_id uuid,
    name varchar(255) NOT NULL
        CONSTRAINT prompts_name_not_blank CHECK (name ~ '[^[:space:]]'),
    description text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid,
    CONSTRAINT prompts_id_user_id_key UNIQUE (id, user_id),
    CONSTRAINT prompts_folder_fk FOREIGN KEY (folder_id, user_id)
        REFERENCES folders (id, user_id) ON DELETE SET NULL (folder_id)
);
COMMENT ON TABLE prompts IS 'Prompts: what users write, piece by piece.';
COMMENT ON COLUMN prompts.id IS 'Identity of the prompt.';
COMMENT ON COLUMN prompts.user_id IS 'The user it belongs to; nobody else sees it.';
COMMENT ON COLUMN prompts.folder_id IS 'The folder it lies in, of the same user; NULL for none, also once the folder is deleted, softly or not.';
COMMENT ON COLUMN prompts.name IS 'Name of the prompt.';
COMMENT ON COLUMN prompts.description IS 'What it is for.';
COMMENT ON COLUMN prompts.created_at IS 'When the row was made.';
COMMENT ON COLUMN prompts.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN prompts.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN prompts.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN prompts.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE prompts;
