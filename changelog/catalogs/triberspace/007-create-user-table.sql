--liquibase formatted sql logicalFilePath:catalogs/triberspace/007-create-user-table.sql

--changeset schemuse:007-create-user-table
--comment: The people who sign in.
CREATE TABLE "user" (
    id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    name text,
    first_name text NOT NULL,
    last_name text NOT NULL,
    user_name text NOT NULL CONSTRAINT user_user_name_key UNIQUE,
    email text NOT NULL CONSTRAINT user_email_key UNIQUE,
    email_verified boolean NOT NULL DEFAULT false,
    image text,
    avatar_url text,
    social_links jsonb,
    role text NOT NULL DEFAULT 'user'
        CONSTRAINT user_role_known CHECK (role IN ('user', 'creator', 'admin')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE "user" IS 'People who sign in. The name is a word of SQL: write it in double quotes.';
COMMENT ON COLUMN "user".id IS 'Identity of the user; the authentication library may bring its own.';
COMMENT ON COLUMN "user".name IS 'Full name, as the sign-in provider gives it.';
COMMENT ON COLUMN "user".first_name IS 'First name.';
COMMENT ON COLUMN "user".last_name IS 'Last name.';
COMMENT ON COLUMN "user".user_name IS 'Name to sign in with.';
COMMENT ON COLUMN "user".email IS 'E-mail address.';
COMMENT ON COLUMN "user".email_verified IS 'Whether the address is proved to be theirs.';
COMMENT ON COLUMN "user".image IS 'Where the profile picture lies.';
COMMENT ON COLUMN "user".avatar_url IS 'Where a preview of the 3D avatar lies.';
COMMENT ON COLUMN "user".social_links IS 'Links to other networks.';
COMMENT ON COLUMN "user".role IS 'What the user may do.';
COMMENT ON COLUMN "user".created_at IS 'When the row was made.';
COMMENT ON COLUMN "user".updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE "user";
