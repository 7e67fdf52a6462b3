--liquibase formatted sql logicalFilePath:catalogs/triberspace/008-create-session-table.sql

--changeset schemuse:008-create-session-table
--comment: Who is signed in.
CREATE TABLE session (
    id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    expires_at timestamptz NOT NULL,
    token text NOT NULL CONSTRAINT session_token_key UNIQUE,
    ip_address text,
    user_agent text,
    user_id text NOT NULL
        CONSTRAINT session_user_id_fkey REFERENCES "user" (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE session IS 'Sessions of signed-in users.';
COMMENT ON COLUMN session.id IS 'Identity of the session.';
COMMENT ON COLUMN session.expires_at IS 'When it ends.';
COMMENT ON COLUMN session.token IS 'What the browser shows to be let in.';
COMMENT ON COLUMN session.ip_address IS 'Where it was opened from.';
COMMENT ON COLUMN session.user_agent IS 'The browser it was opened with.';
COMMENT ON COLUMN session.user_id IS 'Who is signed in.';
COMMENT ON COLUMN session.created_at IS 'When the row was made.';
COMMENT ON COLUMN session.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE session;
