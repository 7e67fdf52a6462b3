--liquibase formatted sql logicalFilePath:catalogs/vibemuse/019-create-sessions-table.sql

--changeset schemuse:019-create-sessions-table
--comment: Who is signed in from where.
CREATE TABLE sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    session_token_hash varchar(255) NOT NULL CONSTRAINT sessions_session_token_hash_key UNIQUE,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_activity timestamptz NOT NULL DEFAULT now(),
    ip_address inet,
    user_agent text,
    CONSTRAINT sessions_expire_after_creation CHECK (expires_at > created_at)
);
COMMENT ON TABLE sessions IS 'Sessions of users.';
COMMENT ON COLUMN sessions.id IS 'Identity of the session.';
COMMENT ON COLUMN sessions.user_id IS 'The user who is signed in.';
COMMENT ON COLUMN sessions.session_token_hash IS 'Hash of the session token; the token itself is kept by the client alone.';
COMMENT ON COLUMN sessions.expires_at IS 'When the session ends.';
COMMENT ON COLUMN sessions.created_at IS 'When the row was made.';
COMMENT ON COLUMN sessions.last_activity IS 'When the session was last used.';
COMMENT ON COLUMN sessions.ip_address IS 'Where it came from.';
COMMENT ON COLUMN sessions.user_agent IS 'What it was opened with.';

--rollback DROP TABLE sessions;
