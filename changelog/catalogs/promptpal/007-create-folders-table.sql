--liquibase formatted sql logicalFilePath:catalogs/promptpal/007-create-folders-table.sql

--changeset schemuse:007-create-folders-table
--comment: What users sort their prompts into.
CREATE TABLE folders (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    name varchar(255) NOT NULL
        CONSTRAINT folders_name_not_blank CHECK (name ~ '[^[:space:]]'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid,
    CONSTRAINT folders_id_user_id_key UNIQUE (id, user_id)
);
COMMENT ON TABLE folders IS 'Folders that users sort their prompts into.';
COMMENT ON COLUMN folders.id IS 'Identity of the folder.';
COMMENT ON COLUMN folders.user_id IS 'The user it belongs to; nobody else sees it.';
COMMENT ON COLUMN folders.name IS 'Name; unique among the folders of the user that live.';
COMMENT ON COLUMN folders.created_at IS 'When the row was made.';
COMMENT ON COLUMN folders.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN folders.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN folders.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN folders.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE folders;
