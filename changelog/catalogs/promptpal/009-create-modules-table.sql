--liquibase formatted sql logicalFilePath:catalogs/promptpal/009-create-modules-table.sql

--changeset schemuse:009-create-modules-table
--comment: The pieces of a prompt.
CREATE TABLE modules (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    prompt_id uuid NOT NULL
        CONSTRAINT modules_prompt_id_fkey REFERENCES prompts (id) ON DELETE CASCADE,
    name varchar(255) NOT NULL
        CONSTRAINT modules_name_not_blank CHECK (name ~ '[^[:space:]]'),
    order_index integer NOT NULL
        CONSTRAINT modules_order_index_not_negative CHECK (order_index >= 0),
    visible boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid
);
COMMENT ON TABLE modules IS 'Modules: the pieces a prompt is made of, in their order.';
COMMENT ON COLUMN modules.id IS 'Identity of the module.';
COMMENT ON COLUMN modules.prompt_id IS 'The prompt it is a piece of; who owns that owns this.';
COMMENT ON COLUMN modules.name IS 'Name of the module.';
COMMENT ON COLUMN modules.order_index IS 'Place within the prompt, from 0.';
COMMENT ON COLUMN modules.visible IS 'Whether it is part of the text that is sent.';
COMMENT ON COLUMN modules.created_at IS 'When the row was made.';
COMMENT ON COLUMN modules.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN modules.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN modules.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN modules.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE modules;
