--liquibase formatted sql logicalFilePath:catalogs/virtubar/008-create-blocks-table.sql

--changeset schemuse:008-create-blocks-table labels:phase1
--comment: Who does not want to meet whom.
CREATE TABLE blocks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    blocker_user_id uuid NOT NULL
        CONSTRAINT blocks_blocker_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    blocked_user_id uuid NOT NULL
        CONSTRAINT blocks_blocked_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT blocks_blocker_user_id_blocked_user_id_key UNIQUE (blocker_user_id, blocked_user_id),
    CONSTRAINT blocks_not_oneself CHECK (blocker_user_id <> blocked_user_id)
);
COMMENT ON TABLE blocks IS 'Users who block others.';
COMMENT ON COLUMN blocks.id IS 'Identity of the block.';
COMMENT ON COLUMN blocks.blocker_user_id IS 'Who blocks.';
COMMENT ON COLUMN blocks.blocked_user_id IS 'Who is blocked.';
COMMENT ON COLUMN blocks.created_at IS 'When the row was made.';

--rollback DROP TABLE blocks;
