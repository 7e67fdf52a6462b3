--liquibase formatted sql logicalFilePath:catalogs/vibemuse/009-create-users-table.sql

--changeset schemuse:009-create-users-table
--comment: The people who sign in.
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    username varchar(255) NOT NULL CONSTRAINT users_username_key UNIQUE
        CONSTRAINT users_username_not_blank CHECK (username ~ '[^[:space:]]'),
    email varchar(255) CONSTRAINT users_email_key UNIQUE
        CONSTRAINT users_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    password_hash varchar(255) NOT NULL,
    user_class user_class_enum NOT NULL DEFAULT 'visitor',
    powers text[] DEFAULT '{}'
        CONSTRAINT users_powers_not_blank CHECK (
            cardinality(powers) = 0 OR array_to_string(powers, '|', '') !~ '(^|[|])[[:space:]]*([|]|$)'
        ),
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now(),
    last_login timestamptz,
    online_status boolean NOT NULL DEFAULT false,
    current_location uuid,
    profile jsonb NOT NULL DEFAULT '{}',
    object_id uuid CONSTRAINT users_object_id_key UNIQUE,
    arrived_at timestamptz
);
COMMENT ON TABLE users IS 'People who sign in. A player is a row here and, as things are carried by players, a row of objects.';
COMMENT ON COLUMN users.id IS 'Identity of the user; derived from the legacy number when imported.';
COMMENT ON COLUMN users.username IS 'Name to sign in with; unique in this world, case counts.';
COMMENT ON COLUMN users.email IS 'E-mail address, if known.';
COMMENT ON COLUMN users.password_hash IS 'Slow salted hash of the password; a value no password produces where the account is locked.';
COMMENT ON COLUMN users.user_class IS 'Class of the user; not self-assignable.';
COMMENT ON COLUMN users.powers IS 'The powers held, as power_grants lists them: the name, and behind a colon the level unless it is yes, such as Boot:yes-if-less; not self-assignable.';
COMMENT ON COLUMN users.created_at IS 'When the user was created; NULL if an imported world does not know.';
COMMENT ON COLUMN users.updated_at IS 'When the user was last changed; kept by a trigger; NULL if an imported world does not know.';
COMMENT ON COLUMN users.last_login IS 'When the user last signed in.';
COMMENT ON COLUMN users.online_status IS 'Whether the user is signed in now.';
COMMENT ON COLUMN users.current_location IS 'The object the user is in.';
COMMENT ON COLUMN users.profile IS 'What the user tells about themselves.';
COMMENT ON COLUMN users.object_id IS 'The object of type player that embodies the user.';
COMMENT ON COLUMN users.arrived_at IS 'When the user came to where they are, kept by a trigger; they hear what is said there from then on. NULL: they were there when the world was imported.';

--rollback DROP TABLE users;
