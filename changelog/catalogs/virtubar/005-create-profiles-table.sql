--liquibase formatted sql logicalFilePath:catalogs/virtubar/005-create-profiles-table.sql

--changeset schemuse:005-create-profiles-table labels:phase1
--comment: Who a user is to others.
CREATE TABLE profiles (
    user_id uuid PRIMARY KEY
        CONSTRAINT profiles_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
    display_name text NOT NULL
        CONSTRAINT profiles_display_name_not_blank CHECK (display_name ~ '\S'),
    bio text,
    avatar_id text,
    avatar_config jsonb NOT NULL DEFAULT '{}',
    interests text[] NOT NULL DEFAULT '{}',
    locale text NOT NULL DEFAULT 'en'
        CONSTRAINT profiles_locale_shape CHECK (locale ~ '^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$'),
    privacy_level text NOT NULL DEFAULT 'public'
        CONSTRAINT profiles_privacy_level_known CHECK (privacy_level IN ('public', 'limited')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE profiles IS 'What users show to others, one row for each user.';
COMMENT ON COLUMN profiles.user_id IS 'The user.';
COMMENT ON COLUMN profiles.display_name IS 'Name others see; unique, case does not count. unique_display_name finds a free one.';
COMMENT ON COLUMN profiles.bio IS 'What the user tells about themselves.';
COMMENT ON COLUMN profiles.avatar_id IS 'The avatar asset; the assets are not in this database.';
COMMENT ON COLUMN profiles.avatar_config IS 'Colours and cosmetics of the avatar.';
COMMENT ON COLUMN profiles.interests IS 'Tags that matchmaking looks for.';
COMMENT ON COLUMN profiles.locale IS 'Language, such as en or he; the list is open.';
COMMENT ON COLUMN profiles.privacy_level IS 'Who may see the profile.';
COMMENT ON COLUMN profiles.created_at IS 'When the row was made.';
COMMENT ON COLUMN profiles.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE profiles;
