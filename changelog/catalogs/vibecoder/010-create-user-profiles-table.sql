--liquibase formatted sql logicalFilePath:catalogs/vibecoder/010-create-user-profiles-table.sql

--changeset schemuse:010-create-user-profiles-table
--comment: What a tenant knows of a person beyond signing in.
CREATE TABLE user_profiles (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL CONSTRAINT user_profiles_user_id_key UNIQUE,
    organization_id uuid NOT NULL
        CONSTRAINT user_profiles_organization_id_fkey REFERENCES organizations (id) ON DELETE CASCADE,
    bio text,
    avatar_url text,
    timezone text,
    locale text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_profiles_organization_user_key UNIQUE (organization_id, user_id),
    CONSTRAINT user_profiles_user_fk FOREIGN KEY (organization_id, user_id)
        REFERENCES users (organization_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE user_profiles IS 'One profile for each user: what has nothing to do with signing in.';
COMMENT ON COLUMN user_profiles.id IS 'Identity of the profile.';
COMMENT ON COLUMN user_profiles.user_id IS 'The user it describes, of the same tenant.';
COMMENT ON COLUMN user_profiles.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN user_profiles.bio IS 'What the person tells about themselves.';
COMMENT ON COLUMN user_profiles.avatar_url IS 'Where their picture lies.';
COMMENT ON COLUMN user_profiles.timezone IS 'Time zone they live in.';
COMMENT ON COLUMN user_profiles.locale IS 'Language and region they read.';
COMMENT ON COLUMN user_profiles.created_at IS 'When the row was made.';
COMMENT ON COLUMN user_profiles.updated_at IS 'When the row was last changed; kept by a trigger.';

--rollback DROP TABLE user_profiles;
