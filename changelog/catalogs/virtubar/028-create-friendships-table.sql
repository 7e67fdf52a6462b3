--liquibase formatted sql logicalFilePath:catalogs/virtubar/028-create-friendships-table.sql

--changeset schemuse:028-create-friendships-table labels:phase2
--comment: Who is a friend of whom.
CREATE TABLE friendships (
    user_id uuid NOT NULL
        CONSTRAINT friendships_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    friend_user_id uuid NOT NULL
        CONSTRAINT friendships_friend_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'pending'
        CONSTRAINT friendships_status_known CHECK (status IN ('pending', 'accepted')),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT friendships_pkey PRIMARY KEY (user_id, friend_user_id),
    CONSTRAINT friendships_not_oneself CHECK (user_id <> friend_user_id)
);
COMMENT ON TABLE friendships IS 'Friendships and requests for them; one row for two users, whoever asked.';
COMMENT ON COLUMN friendships.user_id IS 'Who asked.';
COMMENT ON COLUMN friendships.friend_user_id IS 'Who was asked.';
COMMENT ON COLUMN friendships.status IS 'Whether the answer was yes.';
COMMENT ON COLUMN friendships.created_at IS 'When the row was made.';

--rollback DROP TABLE friendships;
